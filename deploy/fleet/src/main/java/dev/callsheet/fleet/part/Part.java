package dev.callsheet.fleet.part;

import dev.callsheet.platform.infrastructure.process.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One process of the fleet. */
public interface Part {

    String name();

    /** Every port it listens on, the most important first. */
    List<Integer> ports();

    Path log();

    /** Its process, when it runs. */
    Optional<ChildProcess> process();

    /** Whether it runs and does its work. */
    boolean isReady();

    /** Whether it runs as it would be started now: same build, same configuration. */
    boolean isCurrent();

    /**
     * Starts it and returns when it is ready.
     *
     * @throws dev.callsheet.fleet.FleetException with the reason and the end of its log when it does not come up
     */
    void start();

    /** Ends it in an orderly way; does nothing when it does not run. */
    void stop();
}
