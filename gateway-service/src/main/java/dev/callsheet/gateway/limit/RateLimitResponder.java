package dev.callsheet.gateway.limit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.Admission;
import dev.callsheet.gateway.limit.Allowance.Burst;
import dev.callsheet.gateway.limit.Allowance.Window;
import dev.callsheet.platform.web.envelope.Envelope;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/rate-limit} (Sector Pro 5.12): how the caller stands, which costs none of what is left. */
public final class RateLimitResponder {

    private static final String OF_PLAN = "plan-";

    private final RateLimiter limiter;
    private final ObjectMapper json;

    RateLimitResponder(RateLimiter limiter, ObjectMapper json) {
        this.limiter = limiter;
        this.json = json;
    }

    /**
     * An answer with the headers that go with it.
     *
     * @param standing null for a caller without a limit
     */
    public record Report(Buffer body, @Nullable Standing standing) {}

    public CompletionStage<Report> report(Admission admission) {
        CompletionStage<Status> asked = limiter.status(admission);
        if (asked == null) {
            return CompletableFuture.completedFuture(new Report(write(section(Allowances.UNLIMITED)), null));
        }
        ZoneId zone = ZoneId.of(admission.principal().timeZone());
        return asked.thenApply(status -> new Report(write(describe(status, zone)), status.tightest()));
    }

    private static Map<String, Object> describe(Status status, ZoneId zone) {
        Map<String, Object> own = section(status.allowance().tier());
        Map<String, Object> plan = section(null);
        for (int i = 0; i < status.used().size(); i++) {
            Window window = status.window(i);
            boolean ofPlan = window.name().startsWith(OF_PLAN);
            String name = ofPlan ? window.name().substring(OF_PLAN.length()) : window.name();
            Map<String, Object> section = ofPlan ? plan : own;
            part(section, "limits").put("requests_per_" + name, window.limit());
            part(section, "current").put(name, status.used().get(i));
            part(section, "reset_at").put(name, time(status.ends().get(i), zone));
        }
        for (Burst burst : status.allowance().bursts()) {
            part(burst.name().startsWith(OF_PLAN) ? plan : own, "limits").put("burst", burst.limit());
        }
        if (!part(plan, "limits").isEmpty()) {
            own.put("plan", plan);
        }
        return own;
    }

    private static Map<String, Object> section(@Nullable String tier) {
        Map<String, Object> section = new LinkedHashMap<>();
        if (tier != null) {
            section.put("tier", tier);
        }
        section.put("limits", new LinkedHashMap<String, Object>());
        section.put("current", new LinkedHashMap<String, Object>());
        section.put("reset_at", new LinkedHashMap<String, Object>());
        return section;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> section, String name) {
        return (Map<String, Object>) section.getOrDefault(name, Map.of());
    }

    private static String time(long millis, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(millis).atZone(zone).toOffsetDateTime());
    }

    private Buffer write(Map<String, Object> data) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(Envelope.of(data)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Numbers and text cannot be written as JSON", impossible);
        }
    }
}
