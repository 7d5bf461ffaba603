package dev.callsheet.gateway.limit;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.gateway.ban.AddressBans;
import dev.callsheet.gateway.ban.AddressBans.Offence;
import dev.callsheet.gateway.ban.Network;
import dev.callsheet.gateway.client.Client;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.gateway.routing.Route;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** Everything that the entry asks about limits, in the order in which a request meets it. */
public final class RequestLimits {

    private static final Verdict UNLIMITED = new Verdict.Unlimited();

    private final LimitMode mode;
    private final RateLimiter limiter;
    private final AddressLimiter authentications;
    private final AddressBans bans;
    private final LongAdder admitted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    RequestLimits(LimitMode mode, RateLimiter limiter, AddressLimiter authentications, AddressBans bans) {
        this.mode = mode;
        this.limiter = limiter;
        this.authentications = authentications;
        this.bans = bans;
    }

    /** Throws {@code RATE_LIMIT_EXCEEDED} when the client is shut out. The first thing that is asked of a request. */
    public void refuseBanned(Client client) {
        if (mode == LimitMode.KEYS || bans.areNone()) {
            return;
        }
        Duration remaining = bans.remaining(networkOf(client));
        if (remaining != null) {
            throw new ApiException(
                            ErrorCode.RATE_LIMIT_EXCEEDED,
                            "This address has sent too many unknown credentials or ignored too many refusals.")
                    .withRetryAfter(remaining);
        }
    }

    /** Notes that the client presented a credential that nobody has. */
    public void unknownCredential(Client client) {
        offended(client, Offence.UNKNOWN_CREDENTIAL);
    }

    /** Decides about a request for which no credential is needed. */
    public Verdict admit(Client client, Route route) {
        if (mode == LimitMode.KEYS || route.endpoints() != EndpointClass.AUTH) {
            return UNLIMITED;
        }
        return counted(client, authentications.admit(networkOf(client)));
    }

    /** Decides about a request of a known caller; the stage is complete already unless the database has to be asked. */
    public CompletionStage<Verdict> admit(Client client, Route route, Admission admission) {
        CompletionStage<Verdict> verdict = limiter.admit(admission, route.endpoints());
        CompletableFuture<Verdict> known = verdict.toCompletableFuture();
        if (known.isDone()) {
            counted(client, known.join());
            return verdict;
        }
        return verdict.thenApply(late -> counted(client, late));
    }

    /** What a caller is told whose limit is used up. */
    public static ApiException refusal(Standing standing) {
        return new ApiException(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "The limit \"%s\" of %d requests is used up. It begins anew in %d %s."
                                .formatted(
                                        standing.name(),
                                        standing.limit(),
                                        standing.resetsIn(),
                                        standing.resetsIn() == 1 ? "second" : "seconds"))
                .withRetryAfter(Duration.ofSeconds(standing.resetsIn()));
    }

    LongAdder admitted() {
        return admitted;
    }

    LongAdder refused() {
        return refused;
    }

    private Verdict counted(Client client, Verdict verdict) {
        if (verdict instanceof Verdict.Admitted) {
            admitted.increment();
        } else if (verdict instanceof Verdict.Refused) {
            refused.increment();
            offended(client, Offence.REFUSED_BY_LIMIT);
        }
        return verdict;
    }

    private void offended(Client client, Offence offence) {
        if (mode == LimitMode.ALL) {
            bans.offended(networkOf(client), offence);
        }
    }

    private static Network networkOf(Client client) {
        return Network.of(client.address().address());
    }
}
