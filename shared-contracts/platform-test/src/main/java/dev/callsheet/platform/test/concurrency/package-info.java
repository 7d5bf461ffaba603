/** What tests of things at once need. */
@NullMarked
package dev.callsheet.platform.test.concurrency;

import org.jspecify.annotations.NullMarked;
