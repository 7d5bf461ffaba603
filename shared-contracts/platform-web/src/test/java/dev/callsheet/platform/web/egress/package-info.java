/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.platform.web.egress;

import org.jspecify.annotations.NullMarked;
