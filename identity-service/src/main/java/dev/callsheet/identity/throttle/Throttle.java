package dev.callsheet.identity.throttle;

import dev.callsheet.contracts.identity.ApiKeyFormat;
import dev.callsheet.identity.database.CrossTenantDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Failures and sendings by subject. After {@code most} failures within a minute a subject is locked for a minute, and
 * each further failure doubles that. Subjects are stored as hashes: addresses that nobody registered do not pile up here.
 */
@ApplicationScoped
public class Throttle {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
    /** After so long without a failure a locked subject starts anew. */
    private static final Duration FORGIVEN = Duration.ofHours(1);

    private static final String LOCKED = """
            select extract(epoch from max(t.last_at
                + least($3::bigint * power(2, least(t.happened - l.most, 10)), $4::bigint) * interval '1 second') - now())
                as seconds
            from unnest($1::text[], $2::integer[]) as l (subject, most)
            join throttle t on t.subject = l.subject
            where t.happened >= l.most
            """;

    private static final String FAILED = """
            insert into throttle as t (subject, happened, window_started_at, last_at) values ($1, 1, now(), now())
            on conflict (subject) do update set last_at = now(),
                happened = case when (t.happened < $2 and t.window_started_at < now() - $3::bigint * interval '1 second')
                    or t.last_at < now() - $4::bigint * interval '1 second' then 1 else t.happened + 1 end,
                window_started_at = case when (t.happened < $2
                        and t.window_started_at < now() - $3::bigint * interval '1 second')
                    or t.last_at < now() - $4::bigint * interval '1 second' then now() else t.window_started_at end
            """;

    private static final String COUNTED = """
            insert into throttle as t (subject, happened, window_started_at, last_at) values ($1, 1, now(), now())
            on conflict (subject) do update set last_at = now(),
                happened = case when t.window_started_at < now() - $2::bigint * interval '1 second' then 1
                    else t.happened + 1 end,
                window_started_at = case when t.window_started_at < now() - $2::bigint * interval '1 second' then now()
                    else t.window_started_at end
            returning happened
            """;

    private final CrossTenantDatabase database;

    Throttle(CrossTenantDatabase database) {
        this.database = database;
    }

    /** How long the subjects are still locked; empty when none of them is. */
    public Uni<Optional<Duration>> lockOf(List<Subject> subjects) {
        return database.first(
                        LOCKED,
                        row -> Optional.ofNullable(row.getBigDecimal("seconds")),
                        subjects.stream().map(Subject::hash).toArray(String[]::new),
                        subjects.stream().map(Subject::most).toArray(Integer[]::new),
                        FIRST_LOCK.toSeconds(),
                        LONGEST_LOCK.toSeconds())
                .map(found -> found.flatMap(seconds -> seconds)
                        .filter(seconds -> seconds.signum() > 0)
                        .map(Throttle::roundedUp));
    }

    /** Counts a failure. */
    public Uni<Void> failed(Subject subject) {
        return database.list(
                        FAILED, row -> row, subject.hash(), subject.most(), WINDOW.toSeconds(), FORGIVEN.toSeconds())
                .replaceWithVoid();
    }

    /** Forgets the failures of a subject that has proved itself. */
    public Uni<Void> forgive(Subject subject) {
        return database.list("delete from throttle where subject = $1", row -> row, subject.hash())
                .replaceWithVoid();
    }

    /** Counts an occurrence and tells whether it is among the first {@code most} of the window. */
    public Uni<Boolean> admits(Subject subject, Duration window) {
        return database.first(COUNTED, row -> row.getInteger("happened"), subject.hash(), window.toSeconds())
                .map(happened -> happened.orElseThrow() <= subject.most());
    }

    private static Duration roundedUp(BigDecimal seconds) {
        return Duration.ofSeconds(seconds.longValue() + 1);
    }

    /**
     * Who or what is counted.
     *
     * @param kind keeps the counts of one name for different purposes apart
     * @param most how often it may happen
     */
    public record Subject(String kind, String name, int most) {
        String hash() {
            return kind + ":" + ApiKeyFormat.hash(name);
        }
    }
}
