package dev.callsheet.system.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.callsheet.system.contract.Exchange;
import dev.callsheet.system.contract.Operation;
import dev.callsheet.system.fleet.RunningFleet;
import dev.callsheet.system.generated.ApiRequest;
import dev.callsheet.system.generated.ValidRequests;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every POST, PUT and PATCH that the document has; an operation that cannot be exercised fails. */
class IdempotencyIT {

    private static final String KEY = "X-Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private static final RunningFleet FLEET = RunningFleet.shared();
    private static final ValidRequests REQUESTS = new ValidRequests(FLEET, FLEET.found("Idempotency"), 1);

    static Stream<Operation> operations() {
        return FLEET.contract().document().operations().stream().filter(Operation::isIdempotentByKey);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRepetitionGetsTheSameAnswerAndIsMarkedAsOne(Operation operation) {
        // Given
        ApiRequest request = REQUESTS.plain(operation).withHeader(KEY, newKey());
        Exchange first = succeed(request);

        // When
        Exchange second = REQUESTS.send(request);

        // Then
        assertThat(first.answerHeader(REPLAYED)).as("the first answer").isNull();
        assertThat(second.answerHeader(REPLAYED)).as("the second answer").isEqualTo("true");
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.answerBody()).isEqualTo(first.answerBody());
        assertThat(second.answerHeader("ETag")).isEqualTo(first.answerHeader("ETag"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aKeyThatBelongsToAnotherRequestIsRefused(Operation operation) {
        // Given
        String key = newKey();
        ApiRequest request = REQUESTS.plain(operation).withHeader(KEY, key);
        succeed(request);

        // When
        Exchange other = REQUESTS.send(REQUESTS.differing(request));

        // Then
        assertThat(other.status()).as(other.answerBody()).isEqualTo(422);
        assertThat(other.answerBody()).contains("UNPROCESSABLE");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void twoAtOnceHaveOneEffect(Operation operation) {
        // Given
        ApiRequest request = REQUESTS.plain(operation).withHeader(KEY, newKey());

        // When
        List<CompletableFuture<Exchange>> calls = Stream.of(request.copy(), request.copy())
                .map(copy -> CompletableFuture.supplyAsync(() -> REQUESTS.sendOnceHeard(copy)))
                .toList();
        List<Exchange> answers = calls.stream().map(CompletableFuture::join).toList();

        // Then
        List<Exchange> effects = answers.stream()
                .filter(answer -> answer.status() < 300 && answer.answerHeader(REPLAYED) == null)
                .toList();
        assertThat(effects)
                .as("answers of a request that was carried out: " + answers)
                .hasSize(1);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.status())
                        .as("the same answer, or that the first still runs")
                        .isIn(effects.getFirst().status(), 409));
        assertThat(answers.stream().filter(answer -> answer.status() < 300))
                .extracting(Exchange::answerBody)
                .containsOnly(effects.getFirst().answerBody());
    }

    private static Exchange succeed(ApiRequest request) {
        Exchange answer = REQUESTS.sendOnceHeard(request);
        assertThat(answer.status())
                .as("%s cannot be exercised: the document's example is not accepted, and no recipe makes it so. %s\n%s"
                        .formatted(request.operation(), answer.answerBody(), answer.asCurl()))
                .isBetween(200, 299);
        return answer;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
