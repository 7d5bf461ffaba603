/**
 * The fleet that is measured: its addresses, its processes and what they have used of the processors.
 * It must run already; nothing is started here.
 */
@NullMarked
package dev.callsheet.bench.subject;

import org.jspecify.annotations.NullMarked;
