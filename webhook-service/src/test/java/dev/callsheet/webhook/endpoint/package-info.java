/** Tests of the package of the same name. */
@NullMarked
package dev.callsheet.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
