/** What users must not notice when a part of the fleet dies. */
@NullMarked
package dev.callsheet.system.failure;

import org.jspecify.annotations.NullMarked;
