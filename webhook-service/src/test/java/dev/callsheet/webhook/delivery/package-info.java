/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.webhook.delivery;

import org.jspecify.annotations.NullMarked;
