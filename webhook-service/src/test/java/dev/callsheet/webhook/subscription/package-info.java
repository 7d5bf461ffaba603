/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.webhook.subscription;

import org.jspecify.annotations.NullMarked;
