/**
 * Starts the real Postgres and Kafka once for a module's integration tests.
 * How they are started is the business of platform-infrastructure.
 */
@NullMarked
package dev.callsheet.platform.test.infrastructure;

import org.jspecify.annotations.NullMarked;
