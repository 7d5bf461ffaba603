/** The roster as other services' events build it. */
@NullMarked
package dev.callsheet.timesheet.roster;

import org.jspecify.annotations.NullMarked;
