package dev.callsheet.gateway;

import dev.callsheet.gateway.stub.StubFleet;
import dev.callsheet.platform.test.architecture.OpenApiSnapshot;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Quarkus sets the field. */
@SuppressWarnings("NullAway.Init")
@QuarkusTest
@QuarkusTestResource(value = StubFleet.class, restrictToAnnotatedClass = true)
class OpenApiIT {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Test
    void servesTheDocumentThatWasReviewed() {
        OpenApiSnapshot.verify(management.replaceFirst("(/q)?/$", ""));
    }
}
