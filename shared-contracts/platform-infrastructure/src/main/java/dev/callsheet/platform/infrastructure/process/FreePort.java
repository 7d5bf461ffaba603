package dev.callsheet.platform.infrastructure.process;

import dev.callsheet.platform.infrastructure.InfrastructureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of the loopback address. */
public final class FreePort {

    private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(3);

    private FreePort() {}

    /** A port that nobody listened on a moment ago. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether something accepts connections on the port. */
    public static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns when nothing listens on the port. A process that was killed may hold its port for a moment after it is
     * counted as dead.
     *
     * @throws InfrastructureException when the port stays taken
     */
    public static void require(int port) {
        long deadline = System.nanoTime() + RELEASE_PATIENCE.toNanos();
        while (isTaken(port)) {
            if (System.nanoTime() > deadline) {
                throw new InfrastructureException("Port " + port + " is taken by another program.");
            }
            ChildProcess.pause(Duration.ofMillis(50));
        }
    }
}
