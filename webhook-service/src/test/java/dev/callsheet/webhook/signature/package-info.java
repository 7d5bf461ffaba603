/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.webhook.signature;

import org.jspecify.annotations.NullMarked;
