package dev.callsheet.contracts.identity;

import dev.callsheet.contracts.DomainContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.security.Scope;
import java.util.List;

/** Users, organizations and credentials. */
public final class IdentityContract implements DomainContract {

    @Override
    public String topic() {
        return "identity.events";
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                IdentityEvents.API_KEY_CREATED,
                IdentityEvents.API_KEY_UPDATED,
                IdentityEvents.API_KEY_REVOKED,
                IdentityEvents.SERVICE_ACCOUNT_CREATED,
                IdentityEvents.SERVICE_ACCOUNT_UPDATED,
                IdentityEvents.SERVICE_ACCOUNT_DELETED,
                IdentityEvents.USER_CREATED,
                IdentityEvents.USER_UPDATED,
                IdentityEvents.USER_DELETED,
                IdentityEvents.SESSION_ENDED,
                IdentityEvents.ORGANIZATION_CREATED,
                IdentityEvents.ORGANIZATION_UPDATED,
                IdentityEvents.ISSUER_CREATED,
                IdentityEvents.ISSUER_UPDATED,
                IdentityEvents.ISSUER_DELETED);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(IdentityScopes.API_KEYS_MANAGE, "Create, list, rotate and revoke API keys."),
                new Scope(IdentityScopes.ORGANIZATIONS_READ, "Read the organization's profile and settings."),
                new Scope(IdentityScopes.ORGANIZATIONS_WRITE, "Change the organization's settings and roles."),
                new Scope(IdentityScopes.USERS_READ, "Read the organization's users."),
                new Scope(IdentityScopes.USERS_WRITE, "Invite, change and deactivate the organization's users."),
                new Scope(IdentityScopes.SERVICE_ACCOUNTS_MANAGE, "Create, list, change and delete service accounts."),
                new Scope(IdentityScopes.ACTIVITY_READ, "Read the log of the organization's requests."));
    }
}
