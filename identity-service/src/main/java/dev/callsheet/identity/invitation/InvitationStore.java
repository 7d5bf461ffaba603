package dev.callsheet.identity.invitation;

import dev.callsheet.identity.database.CrossTenantDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds the invitation of a token, before any tenant is known. */
@ApplicationScoped
public class InvitationStore {

    private static final String OPEN = """
            select i.id, i.organization_id, i.email from invitation i
            join organization o on o.id = i.organization_id and o.deleted_at is null
            where i.token_hash = $1 and i.accepted_at is null and i.deleted_at is null and i.expires_at > now()
            """;

    private final CrossTenantDatabase database;

    InvitationStore(CrossTenantDatabase database) {
        this.database = database;
    }

    Uni<Optional<OpenInvitation>> findOpen(String tokenHash) {
        return database.first(
                OPEN,
                row -> new OpenInvitation(row.getUUID("id"), row.getUUID("organization_id"), row.getString("email")),
                tokenHash);
    }

    /** An invitation that can be accepted. */
    public record OpenInvitation(UUID id, UUID organizationId, String email) {}
}
