/** Ids and JSON of a call. */
@NullMarked
package dev.callsheet.platform.web.request;

import org.jspecify.annotations.NullMarked;
