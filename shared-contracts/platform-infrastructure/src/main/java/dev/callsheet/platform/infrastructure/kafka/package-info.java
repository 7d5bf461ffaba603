/**
 * A single Kafka node, broker and controller in one, run from its jars or in a container.
 * Which topics exist is decided by whoever starts it.
 */
@NullMarked
package dev.callsheet.platform.infrastructure.kafka;

import org.jspecify.annotations.NullMarked;
