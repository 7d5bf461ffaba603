/** The crew service against the real Postgres and Kafka. */
@NullMarked
package dev.callsheet.crew;

import org.jspecify.annotations.NullMarked;
