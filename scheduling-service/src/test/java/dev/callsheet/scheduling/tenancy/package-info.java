/** That Postgres itself keeps organizations apart, whatever the code above it forgets. */
@NullMarked
package dev.callsheet.scheduling.tenancy;

import org.jspecify.annotations.NullMarked;
