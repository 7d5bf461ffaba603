package dev.callsheet.fleet.part;

import java.util.List;

/** The JVM that every service of the local fleet runs in: small, because seven of them share a laptop. */
public final class ServiceJvm {

    private static final List<String> FLAGS = List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private ServiceJvm() {}

    public static List<String> flags() {
        return FLAGS;
    }
}
