package dev.callsheet.webhook;

import dev.callsheet.platform.test.architecture.OpenApiSnapshot;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT {

    @Test
    void servesTheDocumentThatWasReviewed() {
        OpenApiSnapshot.verify();
    }
}
