/** Shows that the checks of documents see what they are for. */
@NullMarked
package dev.callsheet.platform.test.architecture;

import org.jspecify.annotations.NullMarked;
