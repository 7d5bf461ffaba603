/** Bodies as clients send them, good and bad. */
@NullMarked
package dev.callsheet.platform.web.body;

import org.jspecify.annotations.NullMarked;
