/**
 * Roles, schemas and privileges of the one Callsheet database, and the migrations that fill the schemas.
 * The launcher, the tests and a Kubernetes job all prepare a database through these classes.
 */
@NullMarked
package dev.callsheet.platform.infrastructure.database;

import org.jspecify.annotations.NullMarked;
