package dev.callsheet.identity.login.registration;

import dev.callsheet.identity.database.CrossTenantDatabase;
import dev.callsheet.identity.login.registration.RegistrationStore.Renewal.Confirmed;
import dev.callsheet.identity.login.registration.RegistrationStore.Renewal.Unknown;
import dev.callsheet.identity.login.registration.RegistrationStore.Renewal.Waiting;
import dev.callsheet.platform.data.entity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registrations that wait for their confirmation. Each method is one statement. */
@ApplicationScoped
class RegistrationStore {

    private static final Duration LIFETIME = Duration.ofHours(24);
    /** How long a confirmation that was begun keeps others away; one that a crash left can be repeated after it. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final String FILE = """
            insert into registration (id, email, full_name, password_hash, organization_id, sandbox_id,
                organization_name, time_zone, invitation_id, token_hash, created_at, expires_at)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now() + $11::bigint * interval '1 second'
            where not exists (select from app_user where email = $2)
            returning id
            """;

    private static final String RENEW = """
            with latest as (
                select id from registration
                where email = $1 and confirmed_at is null and not exists (select from app_user where email = $1)
                order by created_at desc limit 1),
            renewed as (
                update registration r set token_hash = $2, expires_at = now() + $3::bigint * interval '1 second'
                from latest where r.id = latest.id
                returning r.full_name, r.organization_name)
            select exists (select from app_user where email = $1) as known, renewed.full_name, renewed.organization_name
            from (values (1)) always left join renewed on true
            """;

    private static final String CLAIM_IT = """
            update registration set claimed_at = now()
            where token_hash = $1 and confirmed_at is null and expires_at > now()
                and (claimed_at is null or claimed_at < now() - $2::bigint * interval '1 second')
            returning id, email, full_name, password_hash, organization_id, sandbox_id, organization_name, time_zone,
                invitation_id
            """;

    private static final String IS_CLAIMED = """
            select id from registration where token_hash = $1 and confirmed_at is null and expires_at > now()
            """;

    private static final String CONFIRM =
            "update registration set confirmed_at = now(), password_hash = null where id = $1";

    private final CrossTenantDatabase database;

    RegistrationStore(CrossTenantDatabase database) {
        this.database = database;
    }

    /** Files the registration, unless the address has an account; tells whether it did. */
    Uni<Boolean> file(Application application, String tokenHash) {
        return database.first(
                        FILE,
                        row -> row.getUUID("id"),
                        application.userId(),
                        application.email(),
                        application.fullName(),
                        application.passwordHash(),
                        application.organizationId(),
                        application.sandboxId(),
                        application.organizationName(),
                        application.timeZone(),
                        application.invitationId(),
                        tokenHash,
                        LIFETIME.toSeconds())
                .map(Optional::isPresent);
    }

    /** Gives the latest registration of the address another token. */
    Uni<Renewal> renew(String email, String tokenHash) {
        return database.first(RENEW, RegistrationStore::renewal, email, tokenHash, LIFETIME.toSeconds())
                .map(Optional::orElseThrow);
    }

    /** Takes the registration for this confirmation alone; empty when there is none, or somebody else has it. */
    Uni<Optional<Application>> claim(String tokenHash) {
        return database.first(CLAIM_IT, RegistrationStore::application, tokenHash, CLAIM.toSeconds());
    }

    /** Whether the token is good and only its confirmation is under way. */
    Uni<Boolean> isBeingConfirmed(String tokenHash) {
        return database.first(IS_CLAIMED, row -> row.getUUID("id"), tokenHash).map(Optional::isPresent);
    }

    Uni<Void> confirm(UUID id) {
        return database.list(CONFIRM, row -> row, id).replaceWithVoid();
    }

    private static Renewal renewal(Row row) {
        String fullName = row.getString("full_name");
        String organization = row.getString("organization_name");
        if (row.getBoolean("known")) {
            return new Confirmed();
        }
        if (fullName == null) {
            return new Unknown();
        }
        return new Waiting(fullName, organization);
    }

    private static Application application(Row row) {
        return new Application(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("full_name"),
                row.getString("password_hash"),
                row.getUUID("organization_id"),
                row.getUUID("sandbox_id"),
                row.getString("organization_name"),
                row.getString("time_zone"),
                row.getUUID("invitation_id"));
    }

    /**
     * Who wants an account, and where; the ids are those that user and organization will have, so that a confirmation
     * can be repeated.
     *
     * @param organizationId the one to found, or the one that invited
     */
    record Application(
            UUID userId,
            String email,
            String fullName,
            String passwordHash,
            UUID organizationId,
            @Nullable UUID sandboxId,
            @Nullable String organizationName,
            @Nullable String timeZone,
            @Nullable UUID invitationId) {

        static Application founding(
                String email,
                String fullName,
                String passwordHash,
                UUID organizationId,
                UUID sandboxId,
                String organizationName,
                String timeZone) {
            return new Application(
                    Ids.next(),
                    email,
                    fullName,
                    passwordHash,
                    organizationId,
                    sandboxId,
                    organizationName,
                    timeZone,
                    null);
        }

        static Application invited(
                String email, String fullName, String passwordHash, UUID organizationId, UUID invitationId) {
            return new Application(
                    Ids.next(), email, fullName, passwordHash, organizationId, null, null, null, invitationId);
        }
    }

    /** What became of a wish for another link. */
    sealed interface Renewal {
        /** There is a registration, with a new token. */
        record Waiting(String fullName, @Nullable String organizationName) implements Renewal {}

        /** The address has an account. */
        record Confirmed() implements Renewal {}

        /** Nobody registered with the address. */
        record Unknown() implements Renewal {}
    }
}
