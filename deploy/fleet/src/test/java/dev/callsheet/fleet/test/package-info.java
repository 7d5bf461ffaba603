/**
 * Tests of: Reading the reports of a Maven run.
 * No process is started here.
 */
@NullMarked
package dev.callsheet.fleet.test;

import org.jspecify.annotations.NullMarked;
