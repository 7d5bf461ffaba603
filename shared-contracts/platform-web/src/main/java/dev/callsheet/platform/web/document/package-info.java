/**
 * What a service says of its routes in OpenAPI 3.1, derived from what the code says anyway: types, constraints, scopes and
 * list schemas. A route adds a summary, and whatever else only its author knows.
 */
@NullMarked
package dev.callsheet.platform.web.document;

import org.jspecify.annotations.NullMarked;
