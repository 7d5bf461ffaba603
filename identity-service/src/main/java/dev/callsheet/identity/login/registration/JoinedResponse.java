package dev.callsheet.identity.login.registration;

import java.util.UUID;

/** The organization that the user now belongs to, and what they are in it. */
record JoinedResponse(UUID organizationId, String role) {}
