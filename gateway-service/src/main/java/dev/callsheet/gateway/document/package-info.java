/**
 * The description of the whole API, merged from what each service says of its own routes, and what follows from it at the
 * edge: which operations are deprecated, which versions there are. It asks no service; a fleet that is half down is still
 * described whole.
 */
@NullMarked
package dev.callsheet.gateway.document;

import org.jspecify.annotations.NullMarked;
