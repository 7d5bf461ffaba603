/** Jobs as clients see them. */
@NullMarked
package dev.callsheet.scheduling.job;

import org.jspecify.annotations.NullMarked;
