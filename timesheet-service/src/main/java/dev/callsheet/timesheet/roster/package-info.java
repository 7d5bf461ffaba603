/**
 * What timesheets need to know of jobs and crew members, kept from the events of the services that own them.
 * It is never shown to a client, and nothing is decided here about either.
 */
@NullMarked
package dev.callsheet.timesheet.roster;

import org.jspecify.annotations.NullMarked;
