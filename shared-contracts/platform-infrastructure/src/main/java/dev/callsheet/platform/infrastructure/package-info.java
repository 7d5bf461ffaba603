/**
 * PostgreSQL and Kafka for the local fleet and for tests, as containers or as processes of their own.
 * What a service stores in them is not decided here.
 */
@NullMarked
package dev.callsheet.platform.infrastructure;

import org.jspecify.annotations.NullMarked;
