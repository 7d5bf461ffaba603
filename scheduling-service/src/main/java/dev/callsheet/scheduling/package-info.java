/**
 * Jobs, the tours that they belong to and the locations where they happen.
 * Who works on them and with what is planned here later; profiles, hours and stock belong to other services.
 */
@NullMarked
package dev.callsheet.scheduling;

import org.jspecify.annotations.NullMarked;
