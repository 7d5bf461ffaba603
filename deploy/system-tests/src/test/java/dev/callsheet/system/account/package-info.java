/** What people do with their accounts, through the gateway and with the mails that they get. */
@NullMarked
package dev.callsheet.system.account;

import org.jspecify.annotations.NullMarked;
