/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.webhook.intake;

import org.jspecify.annotations.NullMarked;
