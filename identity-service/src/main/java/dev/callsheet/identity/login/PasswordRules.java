package dev.callsheet.identity.login;

import dev.callsheet.platform.web.error.Violations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password must be like: long, not among the ones that everybody tries first, and not the address that it
 * protects. Which characters it is made of is nobody's affair (NIST SP 800-63B, 3.1.1.2).
 */
public final class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private static final Set<String> COMMON = read();

    private PasswordRules() {}

    /** Adds what is wrong with the password, never the password itself. */
    public static void check(String field, String password, String email, Violations violations) {
        String folded = password.strip().toLowerCase(Locale.ROOT);
        String address = email.strip().toLowerCase(Locale.ROOT);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || password.length() > LONGEST) {
            violations.add(field, "must have %d to %d characters".formatted(SHORTEST, LONGEST));
        }
        if (!folded.isEmpty() && (folded.equals(address) || folded.equals(localPart(address)))) {
            violations.add(field, "must not be the e-mail address");
        }
        if (COMMON.contains(folded)
                || (length >= SHORTEST && folded.chars().distinct().count() < 3)) {
            violations.add(field, "is one of the passwords that are tried first: choose another one");
        }
    }

    private static String localPart(String address) {
        int at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    private static Set<String> read() {
        InputStream list = Objects.requireNonNull(
                PasswordRules.class.getResourceAsStream("/common-passwords.txt"), "the list is part of this jar");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
