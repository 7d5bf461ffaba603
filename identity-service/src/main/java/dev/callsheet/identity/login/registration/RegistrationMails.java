package dev.callsheet.identity.login.registration;

import dev.callsheet.identity.mail.Mail;
import org.jspecify.annotations.Nullable;

/** What the mails about an account say. Each also tells what to do for whoever did not ask for it. */
final class RegistrationMails {

    private RegistrationMails() {}

    static Mail confirm(String to, String fullName, @Nullable String organizationName, String link) {
        String place = organizationName == null
                ? "to join the organization that invited you"
                : "to found the organization \"" + organizationName + "\"";
        return new Mail(to, "Confirm your address for Callsheet", """
                Hello %s,

                somebody, hopefully you, asked for a Callsheet account with this address, %s.
                Confirm it within 24 hours:

                %s

                If it was not you, do nothing: without this link there will be no account.
                """.formatted(fullName, place, link));
    }

    static Mail alreadyKnown(String to, String signIn) {
        return new Mail(to, "You already have a Callsheet account", """
                Hello,

                somebody, hopefully you, asked for a Callsheet account with this address. It has one already:
                sign in with it, or ask for a new password if you have forgotten yours.

                %s

                If it was not you, do nothing: nothing has changed.
                """.formatted(signIn));
    }

    static Mail unknown(String to) {
        return new Mail(to, "No Callsheet account with this address", """
                Hello,

                somebody, hopefully you, asked for a mail about the Callsheet account of this address. There is none:
                perhaps you registered with another address, or the registration has expired.

                If it was not you, do nothing.
                """);
    }
}
