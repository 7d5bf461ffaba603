/**
 * Containers that keep their port when they are stopped and started again, for tests on machines with a Docker daemon.
 * What runs in them is described where it belongs.
 */
@NullMarked
package dev.callsheet.platform.infrastructure.container;

import org.jspecify.annotations.NullMarked;
