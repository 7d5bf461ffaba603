package dev.callsheet.system.fleet;

import dev.callsheet.fleet.bootstrap.Bootstrap;
import dev.callsheet.fleet.bootstrap.Credentials;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.Part;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Startup;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of its own for the tests of this JVM, started by the same code as {@code ./fleet up}, with real processes. A
 * test that breaks a part repairs it before it ends.
 */
public final class RunningFleet {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static @Nullable RunningFleet shared;

    private final Fleet fleet;
    private final Credentials credentials;

    private RunningFleet() {
        fleet = Fleet.open();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Startup.stopAll(fleet, new Progress(System.out))));
        new Startup(fleet, new Progress(System.out)).run();
        credentials = new Bootstrap(fleet).demo();
    }

    public static synchronized RunningFleet shared() {
        if (shared == null) {
            shared = new RunningFleet();
        }
        return shared;
    }

    public Credentials credentials() {
        return credentials;
    }

    /** A request through the gateway with the demo organization's key. */
    public RequestSpecification asAdmin() {
        return as(credentials.liveKey());
    }

    /** A request through the gateway with any credential. */
    public RequestSpecification as(String credential) {
        return anonymous().header("Authorization", "Bearer " + credential);
    }

    /** A request through the gateway without a credential; it gives up after 20 s. */
    public RequestSpecification anonymous() {
        HttpClientConfig patience = HttpClientConfig.httpClientConfig()
                .setParam("http.connection.timeout", 5_000)
                .setParam("http.socket.timeout", 20_000);
        return RestAssured.given()
                .config(RestAssuredConfig.config().httpClient(patience))
                .baseUri(credentials.baseUrl())
                .contentType(ContentType.JSON);
    }

    /** SIGKILL: the part gets no chance to finish anything. */
    public void kill(String part) {
        process(part).kill();
    }

    /** An orderly stop, as a deployment does it. */
    public void stop(String part) {
        fleet.part(part).stop();
    }

    /** Starts the part again and waits until it is ready. */
    public void start(String part) {
        fleet.part(part).start();
    }

    /** What a person does after a crash: {@code ./fleet up}. */
    public void up() {
        new Startup(fleet, new Progress(System.out)).run();
    }

    public void down() {
        Startup.stopAll(fleet, new Progress(System.out));
    }

    public Iterable<String> parts() {
        return fleet.parts().stream().map(Part::name).toList();
    }

    /** Waits until every service does its work again by itself. */
    public void awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> fleet.parts().stream().allMatch(Part::isReady));
    }

    private ChildProcess process(String part) {
        return fleet.part(part).process().orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }
}
