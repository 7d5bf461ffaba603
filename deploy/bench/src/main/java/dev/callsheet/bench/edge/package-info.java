/**
 * What the gateway costs beside nginx, each alone on one core, before an upstream that costs next to nothing.
 * What the services cost is measured elsewhere.
 */
@NullMarked
package dev.callsheet.bench.edge;

import org.jspecify.annotations.NullMarked;
