package dev.callsheet.gateway.authentication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callsheet.contracts.identity.Admission;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP, in the gateway's own name. */
public final class HttpIdentityExchange implements IdentityExchange {

    private static final Logger LOG = Logger.getLogger(HttpIdentityExchange.class);
    private static final String PATH = "/internal/v1/principals";

    private final IdentityClient identity;
    private final ObjectMapper json;

    public HttpIdentityExchange(IdentityClient identity, ObjectMapper json) {
        this.identity = identity;
        this.json = json;
    }

    @Override
    public CompletionStage<Answer> ask(Credential credential) {
        Buffer question = question(credential);
        return post(question)
                .recover(failure -> failure instanceof TimeoutException ? Future.failedFuture(failure) : post(question))
                .otherwise(HttpIdentityExchange::unavailable)
                .toCompletionStage();
    }

    /* Asking changes nothing, so a pooled connection that had died is worth a second try within the deadline. */
    private Future<Answer> post(Buffer question) {
        return identity.post(PATH, question).map(reply -> read(reply.status(), reply.body()));
    }

    private Buffer question(Credential credential) {
        Map<String, @Nullable String> question = new HashMap<>();
        question.put("credential", credential.text());
        question.put("organization_id", credential.organization());
        try {
            return Buffer.buffer(json.writeValueAsBytes(question));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Two strings cannot be written as JSON", impossible);
        }
    }

    private Answer read(int status, Buffer body) {
        try {
            return switch (status) {
                case 200 -> new Answer.Admitted(json.readValue(body.getBytes(), Admission.class));
                case 401, 403 -> refusal(status, json.readTree(body.getBytes()).path("error"));
                default -> {
                    LOG.warnf("Identity answered a credential check with status %d", status);
                    yield new Answer.Unavailable();
                }
            };
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf(e, "Identity answered a credential check with something that is no answer");
            return new Answer.Unavailable();
        }
    }

    private static Answer refusal(int status, JsonNode error) {
        boolean expired = error.path("code").asText().equals("TOKEN_EXPIRED");
        boolean revoked = error.path("revoked").asBoolean();
        Answer.Reason reason = status == 403
                ? Answer.Reason.FORBIDDEN
                : expired ? Answer.Reason.TOKEN_EXPIRED : revoked ? Answer.Reason.REVOKED : Answer.Reason.UNKNOWN;
        return new Answer.Refused(reason, error.path("message").asText("The credential is not valid."));
    }

    private static Answer unavailable(Throwable reason) {
        LOG.debugf("Identity did not answer a credential check: %s", reason.toString());
        return new Answer.Unavailable();
    }
}
