package dev.callsheet.contracts.crew;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A crew member as it stood when the event was written, without what identifies or reaches the person in private: an
 * event goes to every subscriber and is kept by them.
 *
 * @param department the primary one, {@code sound}, {@code lights} or {@code video}; null where it is none of them
 * @param role what the member is to the organization, such as {@code technician}
 * @param skills names of the skills
 * @param active whether the member can be given work
 * @param userId the account that the member logs in with; null without one
 */
public record CrewMemberSnapshot(
        UUID id,
        @JsonProperty("first_name") String firstName,
        @JsonProperty("last_name") String lastName,
        @Nullable String nickname,
        @Nullable String department,
        String role,
        List<String> skills,
        boolean active,
        @JsonProperty("user_id") @Nullable UUID userId,
        long version) {}
