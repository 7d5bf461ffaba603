/**
 * What credentials cost: refreshing a session, and asking whom one stands for.
 * What the gateway makes of them is measured by its own scenarios.
 */
@NullMarked
package dev.callsheet.bench.identity;

import org.jspecify.annotations.NullMarked;
