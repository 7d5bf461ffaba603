package dev.callsheet.crew.member;

import dev.callsheet.platform.data.entity.OrganizationRepository;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.Condition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class CrewMemberRepository extends OrganizationRepository<CrewMember> {

    CrewMemberRepository() {
        super(CrewMember.class, "crew member");
    }

    /** A profile that is the caller's own is in sight whatever its department. */
    @Override
    protected Uni<List<Condition>> sight() {
        List<Condition> own = Sight.own("crew", "userId");
        return Uni.createFrom().item(own.isEmpty() ? Sight.inDepartments("e.department") : own);
    }

    /**
     * Refuses a user who is a crew member already: whatever is theirs must be found from one profile. Of two requests at
     * once the unique index refuses the second.
     *
     * @param except the member that may have the user
     * @throws ApiException {@code CONFLICT} as the Uni's failure
     */
    Uni<Void> requireFree(@Nullable UUID userId, UUID except) {
        if (userId == null) {
            return Uni.createFrom().voidItem();
        }
        return count("userId = ?1 and id <> ?2 and deletedAt is null", userId, except)
                .invoke(taken -> {
                    if (taken > 0) {
                        throw new ApiException(ErrorCode.CONFLICT, "The user is a crew member already.")
                                .withDetail("user_id", "Another crew member has the user " + userId + ".");
                    }
                })
                .replaceWithVoid();
    }
}
