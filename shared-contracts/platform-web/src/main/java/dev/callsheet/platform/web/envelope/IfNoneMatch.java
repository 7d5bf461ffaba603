package dev.callsheet.platform.web.envelope;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The {@code If-None-Match} header of a GET (RFC 9110, 13.1.2). */
public final class IfNoneMatch {

    private IfNoneMatch() {}

    /** Whether the header names the tag, so that the client has what it asks for; weak and strong tags mean the same. */
    public static boolean names(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(candidate -> candidate.strip().replaceFirst("^W/", ""))
                        .anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
    }
}
