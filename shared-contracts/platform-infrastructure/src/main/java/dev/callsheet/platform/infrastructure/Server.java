package dev.callsheet.platform.infrastructure;

/**
 * A server that can be stopped, killed and started again without moving: its port and its data stay the same.
 *
 * <p>Every method blocks until the new state is reached and throws {@link InfrastructureException} when it is not.
 */
public interface Server {

    String host();

    int port();

    /** Starts the server and returns when it accepts connections. Does nothing when it already runs. */
    void start();

    /** Ends the server in an orderly way; its clients are disconnected. Does nothing when it does not run. */
    void stop();

    /** Ends the server as a power cut would (SIGKILL): nothing is flushed or said goodbye to. */
    void kill();

    boolean isRunning();

    default void restart() {
        stop();
        start();
    }
}
