package dev.callsheet.identity.login.credential;

import dev.callsheet.identity.mail.Mail;

/** What the mails about passwords and addresses say. */
final class CredentialMails {

    private CredentialMails() {}

    static Mail reset(String to, String link) {
        return new Mail(to, "A new password for Callsheet", """
                Hello,

                somebody, hopefully you, has forgotten the password of the Callsheet account with this address.
                Choose a new one within an hour:

                %s

                If it was not you, do nothing: the password stays as it is.
                """.formatted(link));
    }

    static Mail noAccount(String to) {
        return new Mail(to, "No Callsheet account with this address", """
                Hello,

                somebody, hopefully you, has forgotten the password of the Callsheet account with this address.
                There is no such account: perhaps you registered with another address, or never confirmed this one.

                If it was not you, do nothing.
                """);
    }

    static Mail confirmNew(String to, String fullName, String link) {
        return new Mail(to, "Confirm your new address for Callsheet", """
                Hello %s,

                from now on you want to sign in to Callsheet with this address. Confirm it within 24 hours:

                %s

                If you want nothing of the kind, do nothing: nothing changes.
                """.formatted(fullName, link));
    }

    static Mail moved(String to) {
        return new Mail(to, "Your address for Callsheet has changed", """
                Hello,

                your Callsheet account has another address now: this one no longer signs in.

                If it was not you who changed it, tell an admin of your organization.
                """);
    }
}
