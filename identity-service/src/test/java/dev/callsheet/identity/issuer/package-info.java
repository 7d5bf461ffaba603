/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.identity.issuer;

import org.jspecify.annotations.NullMarked;
