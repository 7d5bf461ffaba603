package dev.callsheet.platform.web.request;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code X-Request-ID} of a call (Sector Pro 3.3): the caller's when it is a sane one, else ours. */
public final class RequestId {

    public static final String HEADER = "X-Request-ID";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private static final HexFormat HEX = HexFormat.of();

    private RequestId() {}

    /** The given id when it is 1 to 128 of {@code A-Z a-z 0-9 . _ -}, else a new {@code req_...}. */
    public static String of(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches() ? sent : create();
    }

    /* Nothing is kept safe by an id, so it may be guessed; it must only not come twice. */
    private static String create() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "req_" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits((short) random.nextInt());
    }
}
