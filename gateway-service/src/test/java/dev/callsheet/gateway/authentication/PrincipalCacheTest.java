package dev.callsheet.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.contracts.identity.CredentialType;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.gateway.authentication.PrincipalCache.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The exchange is scripted: which answer comes when is what these tests are about. */
class PrincipalCacheTest {

    private static final UUID KEY = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID USER = UUID.fromString("01900000-0000-7000-8000-000000000002");
    private static final UUID ORGANIZATION = UUID.fromString("01900000-0000-7000-8000-000000000003");
    private static final Credential CREDENTIAL = new Credential("sp_live_abcdefghijklmnopqrstuvwxyz405Y5J", null);

    private static final Duration REFRESH_AFTER = Duration.ofSeconds(30);
    private static final Duration MAXIMUM_AGE = Duration.ofMinutes(15);
    private static final Duration REFUSALS_LIVE = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TOLERATED = 3;

    private final MutableClock clock = new MutableClock();
    private final FeedState feed = new FeedState(clock, SILENCE);
    private final Revocations revocations = new Revocations(1_000, MAXIMUM_AGE);
    private final ScriptedIdentity identity = new ScriptedIdentity();
    private final PrincipalCache cache = new PrincipalCache(
            new PrincipalCache.Settings(1_000, REFRESH_AFTER, MAXIMUM_AGE, REFUSALS_LIVE, TOLERATED, PAUSE),
            identity,
            revocations,
            feed,
            clock);

    /** What the gateway can hear of the feed. */
    enum Feed {
        HEARD,
        BROKER_ONLY,
        SILENT
    }

    /** How identity reacts to the next question. */
    enum Identity {
        ADMITS,
        REFUSES,
        DOWN
    }

    @BeforeEach
    void feedIsHeard() {
        feed.reading(Set.of(0, 1, 2));
        hear(Feed.HEARD);
    }

    @Test
    void asksOnceAndRemembers() {
        // Given
        identity.willAdmit(principal());
        authenticate();

        // When
        Outcome again = authenticate();

        // Then
        assertThat(again).isInstanceOf(Outcome.Admitted.class);
        assertThat(identity.asked).hasSize(1);
    }

    @Test
    void sharesOneQuestionAmongConcurrentMisses() {
        // Given
        CompletableFuture<Answer> pending = identity.willTakeItsTime();

        // When
        CompletableFuture<Outcome> first = pendingAuthentication();
        CompletableFuture<Outcome> second = pendingAuthentication();
        pending.complete(new Answer.Admitted(Admission.unlimited(principal())));

        // Then
        assertThat(identity.asked).hasSize(1);
        assertThat(first.join()).isEqualTo(second.join()).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void keepsOrganizationsOfOneCredentialApart() {
        // Given
        Credential elsewhere =
                new Credential(CREDENTIAL.text(), UUID.randomUUID().toString());
        identity.willAdmit(principal());
        identity.willRefuse(Answer.Reason.FORBIDDEN);
        authenticate();

        // When
        Outcome foreign = cache.authenticate(elsewhere).toCompletableFuture().join();

        // Then
        assertThat(foreign)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Answer.Reason.FORBIDDEN));
        assertThat(authenticate()).isInstanceOf(Outcome.Admitted.class);
    }

    @ParameterizedTest
    @EnumSource(Answer.Reason.class)
    void remembersRefusalsBriefly(Answer.Reason reason) {
        // Given
        identity.willRefuse(reason);
        authenticate();

        // When
        clock.advance(REFUSALS_LIVE.minusMillis(1));
        Outcome remembered = authenticate();
        clock.advance(Duration.ofMillis(1));
        identity.willAdmit(principal());
        Outcome askedAgain = authenticate();

        // Then
        assertThat(remembered).isInstanceOf(Outcome.Refused.class);
        assertThat(askedAgain).isInstanceOf(Outcome.Admitted.class);
        assertThat(identity.asked).hasSize(2);
    }

    /** The whole table of the architecture's decision 5: age of the answer, feed, identity, what the caller gets. */
    @ParameterizedTest(name = "age {0}, feed {1}, identity {2}: {3}, {4} asked")
    @CsvSource({
        "PT29.999S, HEARD,       ADMITS,  admitted,    0",
        "PT29.999S, HEARD,       DOWN,    admitted,    0",
        "PT29.999S, BROKER_ONLY, DOWN,    admitted,    0",
        "PT29.999S, SILENT,      DOWN,    admitted,    0",
        "PT30S,     HEARD,       ADMITS,  admitted,    1",
        "PT30S,     HEARD,       REFUSES, admitted,    1",
        "PT30S,     HEARD,       DOWN,    admitted,    1",
        "PT30S,     BROKER_ONLY, ADMITS,  admitted,    1",
        "PT30S,     BROKER_ONLY, REFUSES, refused,     1",
        "PT30S,     BROKER_ONLY, DOWN,    admitted,    1",
        "PT30S,     SILENT,      ADMITS,  admitted,    1",
        "PT30S,     SILENT,      REFUSES, refused,     1",
        "PT30S,     SILENT,      DOWN,    unavailable, 1",
        "PT14M59S,  HEARD,       DOWN,    admitted,    1",
        "PT14M59S,  BROKER_ONLY, DOWN,    admitted,    1",
        "PT14M59S,  SILENT,      DOWN,    unavailable, 1",
        "PT15M,     HEARD,       ADMITS,  admitted,    1",
        "PT15M,     HEARD,       REFUSES, refused,     1",
        "PT15M,     HEARD,       DOWN,    unavailable, 1",
        "PT15M,     BROKER_ONLY, DOWN,    unavailable, 1",
        "PT15M,     SILENT,      DOWN,    unavailable, 1",
    })
    void servesWhatItMay(Duration age, Feed heard, Identity reaction, String expected, int questions) {
        // Given
        identity.willAdmit(principal());
        authenticate();
        clock.advance(age);
        hear(heard);
        identity.will(reaction);

        // When
        Outcome outcome = authenticate();

        // Then
        assertThat(kindOf(outcome)).isEqualTo(expected);
        assertThat(identity.asked).hasSize(1 + questions);
    }

    @Test
    void refusesAfterABackgroundRefreshWasRefused() {
        // Given
        identity.willAdmit(principal());
        authenticate();
        clock.advance(REFRESH_AFTER);
        hear(Feed.HEARD);
        identity.willRefuse(Answer.Reason.UNKNOWN);
        authenticate();

        // When
        Outcome next = authenticate();

        // Then
        assertThat(next).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void refreshesEachPrincipalOnlyOnceAtATime() {
        // Given
        identity.willAdmit(principal());
        authenticate();
        clock.advance(REFRESH_AFTER);
        hear(Feed.HEARD);
        CompletableFuture<Answer> refresh = identity.willTakeItsTime();

        // When
        for (int i = 0; i < 100; i++) {
            authenticate();
        }

        // Then
        assertThat(identity.asked).hasSize(2);
        refresh.complete(new Answer.Admitted(Admission.unlimited(principal())));
        assertThat(authenticate()).isInstanceOf(Outcome.Admitted.class);
        assertThat(identity.asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void forgetsWhatIsRevoked(Subject subject) {
        // Given
        identity.willAdmit(principal());
        authenticate();
        identity.willRefuse(Answer.Reason.UNKNOWN);

        // When
        revocations.revoke(subject.id);
        Outcome outcome = authenticate();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(Feed.class)
    void neverServesWhatIsRevokedWhileIdentityIsDown(Feed heard) {
        // Given
        identity.willAdmit(principal());
        authenticate();
        hear(heard);
        identity.willBeDown();

        // When
        revocations.revoke(KEY);
        Outcome outcome = authenticate();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void keepsOthersWhenOneIsRevoked() {
        // Given
        identity.willAdmit(principal());
        authenticate();

        // When
        revocations.revoke(UUID.randomUUID());
        authenticate();

        // Then
        assertThat(identity.asked).hasSize(1);
    }

    @Test
    void doesNotTrustAnAnswerThatARevocationOvertook() {
        // Given
        CompletableFuture<Answer> slow = identity.willTakeItsTime();
        identity.willRefuse(Answer.Reason.UNKNOWN);
        CompletableFuture<Outcome> asking = pendingAuthentication();

        // When
        revocations.revoke(KEY);
        slow.complete(new Answer.Admitted(Admission.unlimited(principal())));

        // Then
        assertThat(asking.join()).isInstanceOf(Outcome.Refused.class);
        assertThat(identity.asked).hasSize(2);
    }

    @Test
    void givesUpOnAPrincipalThatChangesFasterThanItCanBeRead() {
        // Given
        identity.willAnswerAfter(() -> revocations.revoke(KEY), principal(), 10);

        // When
        Outcome outcome = authenticate();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(identity.asked).hasSizeLessThan(10);
    }

    @Test
    void doesNotFallBackOnWhatWasRevokedWhileItAsked() {
        // Given
        identity.willAdmit(principal());
        authenticate();
        clock.advance(REFRESH_AFTER);
        hear(Feed.BROKER_ONLY);
        CompletableFuture<Answer> slow = identity.willTakeItsTime();
        CompletableFuture<Outcome> asking = pendingAuthentication();

        // When
        revocations.revoke(USER);
        slow.complete(new Answer.Unavailable());

        // Then
        assertThat(asking.join()).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void trustsNothingFromBeforeAGapInTheFeed() {
        // Given
        identity.willAdmit(principal());
        authenticate();
        identity.willRefuse(Answer.Reason.UNKNOWN);

        // When
        revocations.revokeEverything();

        // Then
        assertThat(authenticate()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void remembersRevocationsThatNoLongerFit() {
        // Given
        Revocations small = new Revocations(10, MAXIMUM_AGE);
        long askedAt = small.heard();
        small.revoke(KEY);

        // When
        for (int i = 0; i < 1_000; i++) {
            small.revoke(UUID.randomUUID());
        }

        // Then
        assertThat(small.outdated(askedAt, KEY, null, ORGANIZATION)).isTrue();
        assertThat(small.outdated(small.heard(), KEY, null, ORGANIZATION)).isFalse();
    }

    @Test
    void refusesAnExpiredCredentialWithoutAsking() {
        // Given
        identity.willAdmit(principal(clock.instant().plusSeconds(10)));
        authenticate();

        // When
        clock.advance(Duration.ofSeconds(10));
        Outcome outcome = authenticate();

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Answer.Reason.TOKEN_EXPIRED));
        assertThat(identity.asked).hasSize(1);
    }

    @Test
    void answersAnUnknownCredentialWithUnavailableWhileIdentityIsDown() {
        // Given
        identity.willBeDown();

        // When
        Outcome outcome = authenticate();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void stopsAskingAServiceThatDoesNotAnswer() {
        // Given
        for (int i = 0; i < TOLERATED; i++) {
            identity.willBeDown();
            authenticate();
        }

        // When
        authenticate();
        authenticate();

        // Then
        assertThat(identity.asked).hasSize(TOLERATED);
    }

    @Test
    void triesAgainOnceInEachPauseAndRecovers() {
        // Given
        for (int i = 0; i < TOLERATED; i++) {
            identity.willBeDown();
            authenticate();
        }
        clock.advance(PAUSE);
        identity.willBeDown();
        authenticate();
        authenticate();
        assertThat(identity.asked).hasSize(TOLERATED + 1);

        // When
        clock.advance(PAUSE);
        identity.willAdmit(principal());
        Outcome recovered = authenticate();

        // Then
        assertThat(recovered).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void doesNotKeepCallersWaitingWhileIdentityIsKnownToBeDown() {
        // Given
        identity.willAdmit(principal());
        authenticate();
        clock.advance(REFRESH_AFTER);
        hear(Feed.BROKER_ONLY);
        for (int i = 0; i < TOLERATED; i++) {
            identity.willBeDown();
            authenticate();
        }
        clock.advance(PAUSE);
        hear(Feed.BROKER_ONLY);
        CompletableFuture<Answer> unanswered = identity.willTakeItsTime();

        // When
        CompletableFuture<Outcome> outcome = pendingAuthentication();

        // Then
        assertThat(unanswered).isNotDone();
        assertThat(outcome).isCompletedWithValueMatching(Outcome.Admitted.class::isInstance);
        assertThat(identity.asked).hasSize(1 + TOLERATED + 1);
    }

    @Test
    void signsOneTokenForHalfAMinute() {
        // Given
        Caller caller = new Caller(Admission.unlimited(principal()));
        List<Principal> signed = new ArrayList<>();
        CharSequence first = caller.token(principal -> token(signed, principal), clock);

        // When
        clock.advance(Duration.ofMillis(29_999));
        CharSequence second = caller.token(principal -> token(signed, principal), clock);
        clock.advance(Duration.ofMillis(1));
        CharSequence third = caller.token(principal -> token(signed, principal), clock);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
        assertThat(signed).hasSize(2);
    }

    private static String token(List<Principal> signed, Principal principal) {
        signed.add(principal);
        return "token-" + signed.size();
    }

    private Outcome authenticate() {
        return pendingAuthentication().join();
    }

    private CompletableFuture<Outcome> pendingAuthentication() {
        return cache.authenticate(CREDENTIAL).toCompletableFuture();
    }

    private void hear(Feed heard) {
        switch (heard) {
            case HEARD -> Set.of(0, 1, 2).forEach(feed::heartbeat);
            case BROKER_ONLY -> feed.brokerAnswered();
            case SILENT -> {}
        }
    }

    private static String kindOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Admitted _ -> "admitted";
            case Outcome.Refused _ -> "refused";
            case Outcome.Unavailable _ -> "unavailable";
        };
    }

    private static Principal principal() {
        return principal(null);
    }

    private static Principal principal(@Nullable Instant expiresAt) {
        return new Principal(
                KEY,
                CredentialType.API_KEY,
                USER,
                ORGANIZATION,
                "live",
                "admin",
                Set.of("jobs:read"),
                Set.of(),
                Set.of(),
                "standard",
                "enterprise",
                "Europe/Madrid",
                "Tour app",
                expiresAt);
    }

    enum Subject {
        CREDENTIAL(KEY),
        PERSON(USER),
        COMPANY(ORGANIZATION);

        final UUID id;

        Subject(UUID id) {
            this.id = id;
        }
    }

    private static final class ScriptedIdentity implements IdentityExchange {
        final List<Credential> asked = new ArrayList<>();
        private final Deque<CompletionStage<Answer>> answers = new ArrayDeque<>();
        private Runnable before = () -> {};

        @Override
        public CompletionStage<Answer> ask(Credential credential) {
            asked.add(credential);
            before.run();
            CompletionStage<Answer> answer = answers.poll();
            return answer == null ? CompletableFuture.completedFuture(new Answer.Unavailable()) : answer;
        }

        void will(Identity reaction) {
            switch (reaction) {
                case ADMITS -> willAdmit(principal());
                case REFUSES -> willRefuse(Answer.Reason.UNKNOWN);
                case DOWN -> willBeDown();
            }
        }

        void willAdmit(Principal principal) {
            answers.add(CompletableFuture.completedFuture(new Answer.Admitted(Admission.unlimited(principal))));
        }

        void willRefuse(Answer.Reason reason) {
            answers.add(CompletableFuture.completedFuture(new Answer.Refused(reason, "no")));
        }

        void willBeDown() {
            answers.add(CompletableFuture.completedFuture(new Answer.Unavailable()));
        }

        CompletableFuture<Answer> willTakeItsTime() {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        }

        void willAnswerAfter(Runnable event, Principal principal, int times) {
            before = event;
            for (int i = 0; i < times; i++) {
                willAdmit(principal);
            }
        }
    }
}
