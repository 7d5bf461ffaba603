package dev.callsheet.fleet.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.callsheet.fleet.bootstrap.Credentials;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Log in, make a key, subscribe, create, change, list and delete a job, and receive each event of it signed, once and
 * in order. Leaves nothing behind.
 */
public final class MainJob {

    private static final Duration DELIVERY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration REVOCATION_PATIENCE = Duration.ofSeconds(5);
    /** How long to listen for a delivery too many. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ObjectMapper json = new ObjectMapper();
    private final Credentials credentials;
    private final Narrator narrator;
    private final ApiClient api;

    public MainJob(Credentials credentials, Narrator narrator) {
        this(credentials, narrator, ApiClient.patientHttp());
    }

    /** The same through the caller's client, which may look at what comes back. */
    public MainJob(Credentials credentials, Narrator narrator, HttpClient http) {
        this.credentials = credentials;
        this.narrator = narrator;
        this.api = new ApiClient(credentials.baseUrl(), narrator, http);
    }

    private record IssuedKey(String id, String key) {}

    private record Subscription(String id, String secret) {}

    /**
     * Plays the story to its end.
     *
     * @throws StepFailedException when a step does not end as it should
     */
    public void play() {
        checkHealth();
        String token = logIn();
        IssuedKey key = createKey(token);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Subscription subscription = subscribe(key, receiver);
            String job = createJob(key);
            updateJob(key, job);
            listJobs(key, job);
            deleteJob(key, job);
            List<WebhookReceiver.Delivery> deliveries = receive(receiver, job);
            verify(deliveries, subscription);
            unsubscribe(key, subscription);
        }
        revoke(token, key);
    }

    private void checkHealth() {
        narrator.step("Ask whether the API is well; no credential is needed");
        api.get("/api/v1/health", null).require(200);
        narrator.done("it answers at " + credentials.baseUrl());
    }

    private String logIn() {
        narrator.step("Log in as the demo organization's admin");
        String token = api.post(
                        "/api/v1/auth/login",
                        null,
                        Map.of("email", credentials.adminEmail(), "password", credentials.adminPassword()))
                .require(200)
                .text("/data/access_token");
        narrator.done("signed in as " + credentials.adminEmail());
        return token;
    }

    private IssuedKey createKey(String token) {
        narrator.step("Create an API key for jobs and webhooks; it is shown this once");
        ApiClient.Answer answer = api.post(
                        "/api/v1/api-keys",
                        token,
                        Map.of(
                                "name",
                                "Demo integration",
                                "scopes",
                                List.of("jobs:read", "jobs:write", "webhooks:manage")))
                .require(201);
        IssuedKey key = new IssuedKey(answer.text("/data/id"), answer.text("/data/attributes/key"));
        require(
                !api.get("/api/v1/api-keys/" + key.id(), token)
                        .require(200)
                        .body()
                        .toString()
                        .contains(key.key()),
                "The key was shown a second time.");
        narrator.done("the key starts with " + key.key().substring(0, 16) + " and is not shown again");
        return key;
    }

    private Subscription subscribe(IssuedKey key, WebhookReceiver receiver) {
        narrator.step("Subscribe this program's own receiver to job.*");
        ApiClient.Answer answer = api.post(
                        "/api/v1/webhooks", key.key(), Map.of("url", receiver.url(), "events", List.of("job.*")))
                .require(201);
        narrator.done("deliveries will come to " + receiver.url());
        return new Subscription(answer.text("/data/id"), answer.text("/data/attributes/secret"));
    }

    private String createJob(IssuedKey key) {
        narrator.step("Create a job");
        OffsetDateTime start = OffsetDateTime.now(ZoneOffset.UTC).plusDays(30).truncatedTo(ChronoUnit.HOURS);
        String id = api.post(
                        "/api/v1/jobs",
                        key.key(),
                        Map.of(
                                "title",
                                "Noche de San Juan - escenario principal",
                                "job_type",
                                "festival",
                                "start_time",
                                start.toString(),
                                "end_time",
                                start.plusHours(12).toString(),
                                "departments",
                                List.of("sound", "lights"),
                                "notes",
                                "Load-in at 06:00, soundcheck at 14:00"))
                .require(201)
                .text("/data/id");
        narrator.done("job " + id);
        return id;
    }

    private void updateJob(IssuedKey key, String job) {
        narrator.step("Change the job");
        String notes = api.put("/api/v1/jobs/" + job, key.key(), Map.of("notes", "Load-in moved to 05:00"))
                .require(200)
                .text("/data/attributes/notes");
        require(notes.equals("Load-in moved to 05:00"), "The answer has the old notes: " + notes);
        narrator.done("the answer has the new notes, and the fields that were not sent are as they were");
    }

    private void listJobs(IssuedKey key, String job) {
        narrator.step("List the jobs, the latest first");
        JsonNode jobs = api.get("/api/v1/jobs?sort=-created_at&per_page=5&fields=title,status", key.key())
                .require(200)
                .body()
                .at("/data");
        boolean found = false;
        for (JsonNode each : jobs) {
            found |= each.path("id").asText().equals(job);
        }
        require(found, "The new job is not in the list.");
        narrator.done("the new job is in the list");
    }

    private void deleteJob(IssuedKey key, String job) {
        narrator.step("Delete the job");
        api.delete("/api/v1/jobs/" + job, key.key()).require(204);
        api.get("/api/v1/jobs/" + job, key.key()).require(404);
        narrator.done("it is gone");
    }

    private List<WebhookReceiver.Delivery> receive(WebhookReceiver receiver, String job) {
        narrator.step("Receive the events of the job");
        receiver.await(
                deliveries -> deliveries.stream().anyMatch(each -> typeOf(each).equals("job.deleted")),
                DELIVERY_PATIENCE);
        List<WebhookReceiver.Delivery> deliveries = receiver.await(all -> false, QUIET);
        for (WebhookReceiver.Delivery delivery : deliveries) {
            narrator.received(delivery.body());
        }
        List<String> types = deliveries.stream().map(this::typeOf).toList();
        require(
                types.equals(List.of("job.created", "job.updated", "job.deleted")),
                "Expected job.created, job.updated and job.deleted, each once and in this order; received " + types);
        long expected = 1;
        Set<String> ids = new HashSet<>();
        for (WebhookReceiver.Delivery delivery : deliveries) {
            JsonNode event = parse(delivery.body());
            require(event.path("aggregate_id").asText().equals(job), "An event of another job came: " + event);
            require(event.path("sequence").asLong() == expected++, "The sequence has a gap: " + event);
            require(ids.add(event.path("id").asText()), "An event came twice: " + event);
        }
        narrator.done("job.created, job.updated, job.deleted: each once, in order, without a gap");
        return deliveries;
    }

    private void verify(List<WebhookReceiver.Delivery> deliveries, Subscription subscription) {
        narrator.step("Verify the signatures, with the Standard Webhooks library and by hand");
        for (WebhookReceiver.Delivery delivery : deliveries) {
            require(isSigned(delivery, delivery.body(), subscription), "The library refuses " + delivery.body());
            String expected = "sha256=" + hmac(subscription.secret(), delivery.body());
            require(
                    delivery.header("X-Webhook-Signature").equals(expected),
                    "X-Webhook-Signature is " + delivery.header("X-Webhook-Signature") + ", expected " + expected);
            narrator.received(delivery.header("X-Webhook-Event") + "   webhook-id " + delivery.header("webhook-id")
                    + "   webhook-signature " + delivery.header("webhook-signature"));
        }
        WebhookReceiver.Delivery first = deliveries.getFirst();
        require(
                !isSigned(first, first.body().replace("Juan", "Pedro"), subscription),
                "A body that was changed on its way passes for signed.");
        narrator.done("all signed by us; a body changed on its way is refused");
    }

    private void unsubscribe(IssuedKey key, Subscription subscription) {
        narrator.step("Unsubscribe");
        api.delete("/api/v1/webhooks/" + subscription.id(), key.key()).require(204);
        narrator.done("no more deliveries");
    }

    private void revoke(String token, IssuedKey key) {
        narrator.step("Revoke the key; it stops working everywhere");
        api.delete("/api/v1/api-keys/" + key.id(), token).require(204);
        long deadline = System.nanoTime() + REVOCATION_PATIENCE.toNanos();
        while (api.get("/api/v1/jobs?per_page=1", key.key()).status() != 401) {
            require(
                    System.nanoTime() < deadline,
                    "The key still works after " + REVOCATION_PATIENCE.toSeconds() + " s.");
        }
        narrator.done("401 from now on");
    }

    private static boolean isSigned(WebhookReceiver.Delivery delivery, String body, Subscription subscription) {
        try {
            new Webhook(subscription.secret()).verify(body, delivery.headers());
            return true;
        } catch (EmptyWebhookSecretException | WebhookVerificationException e) {
            return false;
        }
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String typeOf(WebhookReceiver.Delivery delivery) {
        return parse(delivery.body()).path("type").asText();
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new StepFailedException("A delivery is no JSON: " + text);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new StepFailedException(otherwise);
        }
    }
}
