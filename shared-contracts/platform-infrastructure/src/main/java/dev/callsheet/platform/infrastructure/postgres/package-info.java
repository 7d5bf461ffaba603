/**
 * A durable PostgreSQL server run from embedded binaries or in a container.
 * Databases, roles and migrations belong to the {@code database} package.
 */
@NullMarked
package dev.callsheet.platform.infrastructure.postgres;

import org.jspecify.annotations.NullMarked;
