package dev.callsheet.gateway.limit;

import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.gateway.ban.AddressBans;
import dev.callsheet.gateway.ban.AddressBans.Offence;
import dev.callsheet.gateway.ban.Network;
import dev.callsheet.gateway.routing.EndpointClass;
import dev.callsheet.gateway.routing.Route;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Everything that the entry asks about limits, in the order in which a request meets it. */
public final class RequestLimits {

    private static final Verdict UNLIMITED = new Verdict.Unlimited();

    private final LimitMode mode;
    private final RateLimiter limiter;
    private final AddressLimiter authentications;
    private final AddressBans bans;
    private final Function<HttpServerRequest, InetAddress> addresses;
    private final LongAdder admitted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * The limits of one gateway.
     *
     * @param addresses tells which address a request comes from
     */
    RequestLimits(
            LimitMode mode,
            RateLimiter limiter,
            AddressLimiter authentications,
            AddressBans bans,
            Function<HttpServerRequest, InetAddress> addresses) {
        this.mode = mode;
        this.limiter = limiter;
        this.authentications = authentications;
        this.bans = bans;
        this.addresses = addresses;
    }

    /** Throws {@code RATE_LIMIT_EXCEEDED} when the address is shut out. The first thing that is asked of a request. */
    public void refuseBanned(HttpServerRequest request) {
        if (mode == LimitMode.KEYS) {
            return;
        }
        Duration remaining = bans.remaining(networkOf(request));
        if (remaining != null) {
            throw new ApiException(
                            ErrorCode.RATE_LIMIT_EXCEEDED,
                            "This address has sent too many unknown credentials or ignored too many refusals.")
                    .withRetryAfter(remaining);
        }
    }

    /** Notes that the request presented a credential that nobody has. */
    public void unknownCredential(HttpServerRequest request) {
        offended(request, Offence.UNKNOWN_CREDENTIAL);
    }

    /** Decides about a request for which no credential is needed. */
    public Verdict admit(HttpServerRequest request, Route route) {
        if (mode == LimitMode.KEYS || route.endpoints() != EndpointClass.AUTH) {
            return UNLIMITED;
        }
        return counted(request, authentications.admit(networkOf(request)));
    }

    /** Decides about a request of a known caller; the stage is complete already unless the database has to be asked. */
    public CompletionStage<Verdict> admit(HttpServerRequest request, Route route, Admission admission) {
        CompletionStage<Verdict> verdict = limiter.admit(admission, route.endpoints());
        CompletableFuture<Verdict> known = verdict.toCompletableFuture();
        if (known.isDone()) {
            counted(request, known.join());
            return verdict;
        }
        return verdict.thenApply(late -> counted(request, late));
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

    private Verdict counted(HttpServerRequest request, Verdict verdict) {
        if (verdict instanceof Verdict.Admitted) {
            admitted.increment();
        } else if (verdict instanceof Verdict.Refused) {
            refused.increment();
            offended(request, Offence.REFUSED_BY_LIMIT);
        }
        return verdict;
    }

    private void offended(HttpServerRequest request, Offence offence) {
        if (mode == LimitMode.ALL) {
            bans.offended(networkOf(request), offence);
        }
    }

    private Network networkOf(HttpServerRequest request) {
        return Network.of(addresses.apply(request));
    }
}
