package dev.callsheet.gateway.limit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.gateway.GatewaySettings;
import dev.callsheet.gateway.ban.AddressBans;
import dev.callsheet.gateway.ban.DatabaseBanRecord;
import dev.callsheet.gateway.database.GatewayDatabase;
import dev.callsheet.gateway.presence.Presence;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/** Puts the limits of a gateway together and keeps them going. */
public final class LimitsStart implements AutoCloseable {

    private static final long SWEEP_MILLIS = 250;

    private final Vertx vertx;
    private final Presence presence;
    private final RateLimiter limiter;
    private final RequestLimits limits;
    private final RateLimitResponder responder;
    private final long sweeping;

    public LimitsStart(
            Vertx vertx,
            GatewayDatabase database,
            GatewaySettings.Limits settings,
            LimitMode mode,
            InstantSource clock,
            ObjectMapper json,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.limiter = new RateLimiter(
                new Allowances(
                        mode == LimitMode.ALL,
                        new Allowances.ClassLimits(
                                settings.criticalPerMinute(),
                                settings.criticalTiers(),
                                settings.importPerMinute(),
                                settings.exportPerHour())),
                new DatabaseTokenStore(database),
                clock,
                System::nanoTime,
                settings.gateways());
        AddressBans bans = AddressBans.in(new DatabaseBanRecord(database, clock), clock);
        AddressLimiter authentications = new AddressLimiter("auth", settings.authPerMinute(), clock);
        this.limits = new RequestLimits(mode, limiter, authentications, bans);
        this.responder = new RateLimitResponder(limiter, json);
        this.presence = new Presence(vertx, database);
        presence.onHeard(limiter::heard);
        presence.onHeard(bans::heard);
        presence.onSilence(limiter::storeFailed);
        presence.start();
        this.sweeping = vertx.setPeriodic(SWEEP_MILLIS, _ -> limiter.sweep());
        measure(meters, bans);
    }

    public RequestLimits limits() {
        return limits;
    }

    public RateLimitResponder responder() {
        return responder;
    }

    @Override
    public void close() {
        vertx.cancelTimer(sweeping);
        presence.close();
    }

    private void measure(MeterRegistry meters, AddressBans bans) {
        count(meters, "callsheet.gateway.limited", "Requests that a limit applied to", "admitted", limits.admitted());
        count(meters, "callsheet.gateway.limited", "Requests that a limit applied to", "refused", limits.refused());
        count(meters, "callsheet.gateway.limited", "Requests that a limit applied to", "banned", bans.refused());
        count(meters, "callsheet.gateway.leases", "Leases of tokens", "answered", limiter.counts().leases);
        count(meters, "callsheet.gateway.leases", "Leases of tokens", "failed", limiter.counts().failures);
        FunctionCounter.builder("callsheet.gateway.bans", bans.made(), LongAdder::sum)
                .description("Addresses that this gateway has shut out")
                .register(meters);
        meters.gauge("callsheet.gateway.gateways", limiter, each -> each.share().gateways());
        meters.gauge("callsheet.gateway.database.answers", limiter, each -> each.storeAnswers() ? 1 : 0);
    }

    private static void count(MeterRegistry meters, String name, String text, String result, LongAdder adder) {
        FunctionCounter.builder(name, adder, LongAdder::sum)
                .description(text)
                .tag("result", result)
                .register(meters);
    }
}
