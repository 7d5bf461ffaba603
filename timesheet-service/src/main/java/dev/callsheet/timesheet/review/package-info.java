/**
 * Timesheets from draft to submission (Sector Pro 5.4).
 * Pay is not computed here, nor are labour rules checked.
 */
@NullMarked
package dev.callsheet.timesheet.review;

import org.jspecify.annotations.NullMarked;
