/**
 * The shape of every successful answer: one envelope, one resource format, one entity tag.
 * What stands inside a resource is each service's own.
 */
@NullMarked
package dev.callsheet.platform.web.envelope;

import org.jspecify.annotations.NullMarked;
