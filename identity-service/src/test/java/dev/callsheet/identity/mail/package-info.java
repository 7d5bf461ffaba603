/** Proves that mails arrive, and how. */
@NullMarked
package dev.callsheet.identity.mail;

import org.jspecify.annotations.NullMarked;
