/**
 * Reads request bodies strictly: every unknown field, wrong type and broken constraint is reported at once.
 * Rules that need more than the body itself belong to the services.
 */
@NullMarked
package dev.callsheet.platform.web.body;

import org.jspecify.annotations.NullMarked;
