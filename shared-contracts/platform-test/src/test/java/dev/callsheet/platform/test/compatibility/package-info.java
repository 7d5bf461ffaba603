/** Shows on mutants that a breaking change is seen, and that an addition is none. */
@NullMarked
package dev.callsheet.platform.test.compatibility;

import org.jspecify.annotations.NullMarked;
