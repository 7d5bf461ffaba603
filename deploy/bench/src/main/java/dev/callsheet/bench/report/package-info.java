/**
 * Figures as tables that read well in a terminal and in Markdown.
 * A table knows nothing of what its numbers mean.
 */
@NullMarked
package dev.callsheet.bench.report;

import org.jspecify.annotations.NullMarked;
