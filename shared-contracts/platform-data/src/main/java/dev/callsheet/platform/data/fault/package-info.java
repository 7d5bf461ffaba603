/**
 * What the database's failures mean to a client.
 * A failure that is not known here is a fault of ours and stays one.
 */
@NullMarked
package dev.callsheet.platform.data.fault;

import org.jspecify.annotations.NullMarked;
