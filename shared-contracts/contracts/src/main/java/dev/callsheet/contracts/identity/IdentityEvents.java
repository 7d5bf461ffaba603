package dev.callsheet.contracts.identity;

import dev.callsheet.contracts.event.EventType;

/**
 * The events of {@code identity.events}: the feed from which every gateway learns that a cached principal is no longer
 * true. No event carries a secret.
 */
public final class IdentityEvents {

    public static final EventType<ApiKeyCreated> API_KEY_CREATED =
            new EventType<>("api_key.created", ApiKeyCreated.class, "An API key was created.");
    public static final EventType<ApiKeyUpdated> API_KEY_UPDATED =
            new EventType<>("api_key.updated", ApiKeyUpdated.class, "An API key's scopes, limits or expiry changed.");
    public static final EventType<ApiKeyRevoked> API_KEY_REVOKED =
            new EventType<>("api_key.revoked", ApiKeyRevoked.class, "An API key stopped working.");

    public static final EventType<ServiceAccountCreated> SERVICE_ACCOUNT_CREATED =
            new EventType<>("service_account.created", ServiceAccountCreated.class, "A service account was created.");
    public static final EventType<ServiceAccountUpdated> SERVICE_ACCOUNT_UPDATED = new EventType<>(
            "service_account.updated",
            ServiceAccountUpdated.class,
            "A service account's role, scopes, addresses or standing changed.");
    public static final EventType<ServiceAccountDeleted> SERVICE_ACCOUNT_DELETED = new EventType<>(
            "service_account.deleted", ServiceAccountDeleted.class, "A service account is gone, and its keys with it.");

    public static final EventType<UserCreated> USER_CREATED =
            new EventType<>("user.created", UserCreated.class, "A user joined the organization.");
    public static final EventType<UserUpdated> USER_UPDATED =
            new EventType<>("user.updated", UserUpdated.class, "A user's profile, role or standing changed.");
    public static final EventType<UserDeleted> USER_DELETED =
            new EventType<>("user.deleted", UserDeleted.class, "A user left the organization.");
    public static final EventType<SessionEnded> SESSION_ENDED =
            new EventType<>("session.ended", SessionEnded.class, "A user's session is over.");

    public static final EventType<OrganizationCreated> ORGANIZATION_CREATED =
            new EventType<>("organization.created", OrganizationCreated.class, "An organization was founded.");
    public static final EventType<OrganizationUpdated> ORGANIZATION_UPDATED = new EventType<>(
            "organization.updated", OrganizationUpdated.class, "An organization's settings or roles changed.");

    public static final EventType<IssuerCreated> ISSUER_CREATED =
            new EventType<>("issuer.created", IssuerCreated.class, "An outside issuer of tokens was registered.");
    public static final EventType<IssuerUpdated> ISSUER_UPDATED =
            new EventType<>("issuer.updated", IssuerUpdated.class, "What is accepted of an outside issuer changed.");
    public static final EventType<IssuerDeleted> ISSUER_DELETED =
            new EventType<>("issuer.deleted", IssuerDeleted.class, "An outside issuer is trusted no more.");

    /** For gateways alone: it belongs to no organization, and no webhook can ask for it. */
    public static final EventType<SigningKeyRevoked> SIGNING_KEY_REVOKED = new EventType<>(
            "signing_key.revoked", SigningKeyRevoked.class, "A key no longer proves that access tokens are genuine.");

    private IdentityEvents() {}
}
