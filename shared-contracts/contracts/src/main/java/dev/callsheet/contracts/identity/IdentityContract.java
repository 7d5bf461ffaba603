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
        return List.of();
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(IdentityScopes.API_KEYS_MANAGE, "Create, list, rotate and revoke API keys."),
                new Scope(IdentityScopes.ORGANIZATIONS_READ, "Read the organization's profile and settings."),
                new Scope(IdentityScopes.USERS_READ, "Read the organization's users."));
    }
}
