/**
 * Mails to people: rendered once, then handed to an SMTP server or written to a directory.
 * What a mail says is the affair of the feature that sends it.
 */
@NullMarked
package dev.callsheet.identity.mail;

import org.jspecify.annotations.NullMarked;
