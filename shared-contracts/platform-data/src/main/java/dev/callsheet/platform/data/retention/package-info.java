/**
 * How long rows are kept that nobody needs any more, and who takes them away.
 * What a user deletes is not concerned: that is only hidden.
 */
@NullMarked
package dev.callsheet.platform.data.retention;

import org.jspecify.annotations.NullMarked;
