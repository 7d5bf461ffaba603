/**
 * The processes of the fleet: PostgreSQL, Kafka and the services, each with its state.
 * A part can be started, stopped and asked how it is; the order between parts is not decided here.
 */
@NullMarked
package dev.callsheet.fleet.part;

import org.jspecify.annotations.NullMarked;
