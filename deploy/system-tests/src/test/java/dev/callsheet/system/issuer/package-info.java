/** Tests of a fleet with a real identity provider beside it. */
@NullMarked
package dev.callsheet.system.issuer;

import org.jspecify.annotations.NullMarked;
