package dev.callsheet.gateway.stub;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Speaks HTTP/1.1 by hand, for what no well-behaved client would send. */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 8_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int sent;

    public RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A client at another address of this machine, such as {@code 127.0.0.2}. */
    public RawClient(int port, InetAddress from) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port, from, 0));
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** A connection under TLS to a gateway whose certificate nobody vouches for. */
    public static RawClient overTls(int port) throws IOException {
        return new RawClient(TestCertificate.trusting().createSocket(InetAddress.getLoopbackAddress(), port));
    }

    /** A request with the known key; lines end in CR LF by themselves. */
    public static String request(String line, String... headers) {
        return requestWith(IdentityStub.KEY, line, headers);
    }

    /** A request of HTTP/1.0 with the known key. */
    public static String oldRequest(String line, String... headers) {
        return request(line, headers).replaceFirst("HTTP/1.1", "HTTP/1.0");
    }

    /** A request with any key. */
    public static String requestWith(String key, String line, String... headers) {
        StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: api.example.com\r\n");
        text.append("Authorization: Bearer ").append(key).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads one answer; whole says whether its body ended as its head announced. */
    public Received receive(boolean bodyless) throws IOException {
        String head = readHead();
        List<String> lines = Arrays.asList(head.split("\r\n", -1));
        int status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
        Received empty = new Received(status, lines.subList(1, lines.size()), "", true);
        if (bodyless || status == 204 || status == 304 || status < 200) {
            return empty;
        }
        String length = empty.header("content-length");
        if (length != null) {
            byte[] body = in.readNBytes(Integer.parseInt(length));
            return empty.withBody(text(body), body.length == Integer.parseInt(length));
        }
        return readChunks(empty);
    }

    public Received receive() throws IOException {
        return receive(false);
    }

    /** Reads until the gateway ends the connection in order, as is the end of an answer of HTTP/1.0 without a length. */
    public String receiveToTheEnd() throws IOException {
        return text(in.readAllBytes());
    }

    /** Whether the gateway has ended the connection. */
    public boolean isClosedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Whether the connection ends before the client does, whatever is answered until then. */
    public boolean isEndedByPeer() throws IOException {
        try {
            in.skip(Long.MAX_VALUE);
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Sends a piece again and again until the gateway ends the connection, or the time is over. */
    public boolean isClosedWhileSending(String piece, Duration pause, Duration atMost) throws IOException {
        socket.setSoTimeout((int) pause.toMillis());
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (System.nanoTime() < end) {
                send(piece);
                sent += piece.length();
                if (hasEnded()) {
                    return true;
                }
            }
            return false;
        } catch (SocketException reset) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** How many characters {@link #isClosedWhileSending} has sent. */
    public int sentWhileWatched() {
        return sent;
    }

    private boolean hasEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Received readChunks(Received head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = readLine();
            if (size.isEmpty()) {
                return head.withBody(unpacked(head, body.toByteArray(), false), false);
            }
            int length = Integer.parseInt(size.strip(), 16);
            body.writeBytes(in.readNBytes(length));
            readLine();
            if (length == 0) {
                return head.withBody(unpacked(head, body.toByteArray(), true), true);
            }
        }
    }

    private static String unpacked(Received head, byte[] body, boolean whole) throws IOException {
        return whole && "gzip".equals(head.header("content-encoding"))
                ? text(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
                : text(body);
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (true) {
            String line = readLine();
            if (line.isEmpty()) {
                if (head.isEmpty()) {
                    throw new IOException("The connection ended before an answer");
                }
                return head.toString().strip();
            }
            head.append(line).append("\r\n");
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0 && c != '\n') {
            if (c != '\r') {
                line.write(c);
            }
            c = in.read();
        }
        return text(line.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * What came back.
     *
     * @param whole false when the connection ended before the body did
     */
    public record Received(int status, List<String> headers, String body, boolean whole) {

        Received withBody(String read, boolean complete) {
            return new Received(status, headers, read, complete);
        }

        /** All values of the header in lower case. */
        public String headers(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .collect(Collectors.joining(", "));
        }

        /** The value of the header, or null. */
        public @org.jspecify.annotations.Nullable String header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst()
                    .orElse(null);
        }
    }
}
