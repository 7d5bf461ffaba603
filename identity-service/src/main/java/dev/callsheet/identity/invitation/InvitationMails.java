package dev.callsheet.identity.invitation;

import dev.callsheet.identity.mail.Mail;

/** What an invitation's mail says. */
final class InvitationMails {

    private InvitationMails() {}

    static Mail invite(String to, String inviter, String organization, String link) {
        return new Mail(
                to, "Invitation to " + organization + " on Callsheet", """
                Hello,

                %s invites you to join %s on Callsheet. The invitation is good for 7 days:

                %s

                Sign in with this address, or register with it if you have no account yet.
                If you expected nothing of the kind, do nothing.
                """.formatted(inviter, organization, link));
    }
}
