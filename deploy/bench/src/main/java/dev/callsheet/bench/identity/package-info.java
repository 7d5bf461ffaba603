/**
 * What credentials cost: refreshing a session, asking whom one stands for, and taking one back everywhere.
 * What the gateway makes of them is measured by its own scenarios.
 */
@NullMarked
package dev.callsheet.bench.identity;

import org.jspecify.annotations.NullMarked;
