/** Queries as clients send them, good and bad. */
@NullMarked
package dev.callsheet.platform.web.list;

import org.jspecify.annotations.NullMarked;
