/**
 * Timesheets as other services and webhooks see them.
 * How hours become pay stays in the timesheet service.
 */
@NullMarked
package dev.callsheet.contracts.timesheet;

import org.jspecify.annotations.NullMarked;
