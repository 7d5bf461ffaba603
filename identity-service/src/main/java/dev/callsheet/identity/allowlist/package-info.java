/**
 * Lists of what is let in: addresses and networks, and origins of web pages, checked and brought into one spelling.
 * Whether a request matches one is the gateway's to see.
 */
@NullMarked
package dev.callsheet.identity.allowlist;

import org.jspecify.annotations.NullMarked;
