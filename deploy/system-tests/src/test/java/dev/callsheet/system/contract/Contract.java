package dev.callsheet.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Holds every answer of a run against the document, and counts it. An answer that breaks the contract fails the test that
 * asked, and is kept, because a test may ask in threads whose failures nobody sees.
 */
public final class Contract {

    private final Queue<String> breaches = new ConcurrentLinkedQueue<>();
    private final Coverage coverage = new Coverage();
    private final ApiDocument document;
    private final ResponseCheck check;

    public Contract(ApiDocument document) {
        this.document = document;
        this.check = new ResponseCheck(document);
    }

    public ApiDocument document() {
        return document;
    }

    public Coverage coverage() {
        return coverage;
    }

    /** What broke the contract so far, in this run. */
    public List<String> breaches() {
        return List.copyOf(breaches);
    }

    /**
     * Counts the answer.
     *
     * @throws AssertionError when the document does not allow it
     */
    public void hold(Exchange exchange) {
        document.find(exchange.method(), exchange.path())
                .ifPresent(operation -> coverage.count(operation, exchange.status()));
        List<String> violations = check.violations(exchange);
        if (!violations.isEmpty()) {
            String breach = describe(exchange, violations);
            breaches.add(breach);
            throw new AssertionError(breach);
        }
    }

    /** A filter through which REST Assured makes its requests. */
    public Filter filter() {
        return this::filter;
    }

    private Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext further) {
        Response answer = further.next(request, expected);
        hold(exchange(request, answer));
        return answer;
    }

    private static Exchange exchange(FilterableRequestSpecification request, Response answer) {
        URI uri = URI.create(request.getURI());
        String query = uri.getRawQuery();
        Map<String, String> sent = new TreeMap<>();
        request.getHeaders().forEach(header -> sent.put(header.getName(), header.getValue()));
        Map<String, List<String>> received = new TreeMap<>();
        answer.getHeaders().forEach(header -> received.put(header.getName(), List.of(header.getValue())));
        Object body = request.getBody();
        return new Exchange(
                request.getMethod(),
                query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query,
                sent,
                body == null ? null : body.toString(),
                answer.statusCode(),
                received,
                answer.asString());
    }

    private static String describe(Exchange exchange, List<String> violations) {
        return violations.stream()
                .collect(Collectors.joining(
                        "\n  ",
                        "%s %s was answered %d, which breaks the contract:\n  "
                                .formatted(exchange.method(), exchange.uri(), exchange.status()),
                        "\n%s\nThe request again: %s".formatted(exchange.answerBody(), exchange.asCurl())));
    }

    /** Fails when anything broke the contract so far. */
    public void assertUnbroken() {
        assertThat(breaches()).as("answers that the document does not allow").isEmpty();
    }
}
