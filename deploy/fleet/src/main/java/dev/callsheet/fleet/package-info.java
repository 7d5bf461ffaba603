/**
 * The launcher behind {@code ./fleet}: builds, starts, watches and tests a whole fleet on one machine.
 * It holds no logic of the product; whatever Kubernetes does differently is configured by the same variables.
 */
@NullMarked
package dev.callsheet.fleet;

import org.jspecify.annotations.NullMarked;
