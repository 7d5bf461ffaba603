/** The timesheet service against the real Postgres and Kafka. */
@NullMarked
package dev.callsheet.timesheet;

import org.jspecify.annotations.NullMarked;
