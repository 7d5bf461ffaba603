/**
 * Calls a service as the gateway would, for any caller that a test needs.
 * Tests through the real gateway live in the system tests.
 */
@NullMarked
package dev.callsheet.platform.test.api;

import org.jspecify.annotations.NullMarked;
