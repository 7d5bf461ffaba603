/**
 * Operating system processes that outlive the JVM which started them.
 * Knows nothing of what the processes do.
 */
@NullMarked
package dev.callsheet.platform.infrastructure.process;

import org.jspecify.annotations.NullMarked;
