/**
 * Who calls, proved by the internal token, and what that caller may do.
 * Public credentials never get here: the gateway turns them into internal tokens.
 */
@NullMarked
package dev.callsheet.platform.web.security;

import org.jspecify.annotations.NullMarked;
