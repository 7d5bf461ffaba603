/** Who may do what: every route, every role, with what is their own, what is another's, and another organization's. */
@NullMarked
package dev.callsheet.system.access;

import org.jspecify.annotations.NullMarked;
