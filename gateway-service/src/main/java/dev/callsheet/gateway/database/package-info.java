/**
 * The gateway's own few connections to its schema. The gateway answers without them, too: whoever asks here has an
 * answer of their own for the time in which the database is away.
 */
@NullMarked
package dev.callsheet.gateway.database;

import org.jspecify.annotations.NullMarked;
