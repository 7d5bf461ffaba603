/**
 * Hours: who worked when on which job, and how far that has been agreed upon.
 * What the hours are worth is computed here later; when somebody should have worked belongs to scheduling.
 */
@NullMarked
package dev.callsheet.timesheet;

import org.jspecify.annotations.NullMarked;
