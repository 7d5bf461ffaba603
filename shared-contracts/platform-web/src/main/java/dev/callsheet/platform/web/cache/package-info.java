/** What is kept in memory between requests, in bounds. */
@NullMarked
package dev.callsheet.platform.web.cache;

import org.jspecify.annotations.NullMarked;
