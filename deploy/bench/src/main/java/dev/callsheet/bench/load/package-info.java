/**
 * Sends requests as fast as they are answered and records how long each took.
 * What is asked, and what the figures mean, is the scenarios' affair.
 */
@NullMarked
package dev.callsheet.bench.load;

import org.jspecify.annotations.NullMarked;
