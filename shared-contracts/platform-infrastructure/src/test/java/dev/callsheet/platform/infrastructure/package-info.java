/**
 * Tests of the servers and of the database's preparation against real servers.
 * They share the one infrastructure of the test JVM.
 */
@NullMarked
package dev.callsheet.platform.infrastructure;

import org.jspecify.annotations.NullMarked;
