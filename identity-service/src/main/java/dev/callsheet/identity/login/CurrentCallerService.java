package dev.callsheet.identity.login;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.login.CurrentCallerResponse.CallerUser;
import dev.callsheet.identity.user.UserStore;
import dev.callsheet.identity.user.UserStore.User;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Tells callers what their credential stands for. */
@ApplicationScoped
public class CurrentCallerService {

    private final UserStore users;

    CurrentCallerService(UserStore users) {
        this.users = users;
    }

    Uni<CurrentCallerResponse> describe() {
        Principal caller = CallContext.current().requirePrincipal();
        UUID userId = caller.userId();
        Uni<Optional<User>> user = userId == null ? Uni.createFrom().item(Optional.empty()) : users.find(userId);
        return user.map(found -> describe(caller, found));
    }

    private static CurrentCallerResponse describe(Principal caller, Optional<User> user) {
        return new CurrentCallerResponse(
                caller.credentialId(),
                caller.credentialType().spelling(),
                user.map(found -> new CallerUser(found.id(), found.email(), found.fullName()))
                        .orElse(null),
                caller.organizationId(),
                caller.environment(),
                caller.role(),
                caller.scopes().stream().sorted().toList(),
                caller.departments().stream().sorted().toList(),
                caller.rateLimitTier(),
                caller.plan(),
                caller.timeZone(),
                caller.expiresAt());
    }
}
