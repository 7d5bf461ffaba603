/** The description of the API as a whole: how it is merged, what it promises, and what it says of deprecation. */
@NullMarked
package dev.callsheet.gateway.document;

import org.jspecify.annotations.NullMarked;
