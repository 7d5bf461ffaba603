/** Timesheets as clients see it. */
@NullMarked
package dev.callsheet.timesheet.review;

import org.jspecify.annotations.NullMarked;
