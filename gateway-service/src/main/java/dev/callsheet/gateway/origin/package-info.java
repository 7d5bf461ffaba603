/**
 * Which web pages may read the API's answers (CORS): those of the origins that organizations have registered, and of an
 * organization's data only those of its own. It keeps nobody from asking; that is what credentials do.
 */
@NullMarked
package dev.callsheet.gateway.origin;

import org.jspecify.annotations.NullMarked;
