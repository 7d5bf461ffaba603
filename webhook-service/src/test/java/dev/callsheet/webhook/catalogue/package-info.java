/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.webhook.catalogue;

import org.jspecify.annotations.NullMarked;
