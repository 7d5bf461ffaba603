/**
 * That the documentation hangs together: links lead somewhere, every decision is in the index.
 * Whether it is true is for readers to say.
 */
@NullMarked
package dev.callsheet.system.docs;

import org.jspecify.annotations.NullMarked;
