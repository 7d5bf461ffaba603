/** Who may pass for whom. */
@NullMarked
package dev.callsheet.platform.web.security;

import org.jspecify.annotations.NullMarked;
