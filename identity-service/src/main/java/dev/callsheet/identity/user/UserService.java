package dev.callsheet.identity.user;

import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.identity.user.UserStore.User;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Relationship;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows users their own profile. */
@ApplicationScoped
public class UserService {

    private final UserStore users;

    UserService(UserStore users) {
        this.users = users;
    }

    Uni<Envelope<Resource<UserResponse>>> me() {
        Principal caller = CallContext.current().requirePrincipal();
        UUID userId = caller.userId();
        if (userId == null) {
            return Uni.createFrom()
                    .failure(new ApiException(ErrorCode.FORBIDDEN, "The credential in use belongs to no user."));
        }
        return users.find(userId)
                .map(found -> found.orElseThrow(() -> ApiException.notFound("user", userId)))
                .map(user -> Envelope.of(describe(user, caller)));
    }

    private static Resource<UserResponse> describe(User user, Principal caller) {
        UserResponse attributes = new UserResponse(
                user.email(),
                user.fullName(),
                user.avatarUrl(),
                caller.role(),
                List.of(caller.role()),
                caller.departments().stream().sorted().toList(),
                caller.organizationId(),
                user.version(),
                user.createdAt(),
                user.updatedAt());
        return new Resource<>(
                user.id(),
                "user",
                attributes,
                Map.of("organization", Relationship.to("organization", caller.organizationId())));
    }
}
