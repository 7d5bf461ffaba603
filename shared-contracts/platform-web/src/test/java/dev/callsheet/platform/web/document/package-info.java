/** The document of a small service, held against what its routes do. */
@NullMarked
package dev.callsheet.platform.web.document;

import org.jspecify.annotations.NullMarked;
