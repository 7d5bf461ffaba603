package dev.callsheet.fleet.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sum of the reports that Surefire and Failsafe have written since a moment. */
public final class TestReports {

    private static final List<String> DIRECTORIES = List.of("target/surefire-reports", "target/failsafe-reports");
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>", Pattern.DOTALL);

    private TestReports() {}

    /** How many tests ran and how they ended. */
    public record Totals(int run, int failures, int errors, int skipped) {

        static final Totals NONE = new Totals(0, 0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    run + other.run, failures + other.failures, errors + other.errors, skipped + other.skipped);
        }

        /** Whether tests ran and none of them went wrong. */
        public boolean areGood() {
            return run > 0 && failures == 0 && errors == 0;
        }

        /** In the words of Surefire's own summary. */
        public String summary() {
            return "Tests run: " + run + ", Failures: " + failures + ", Errors: " + errors + ", Skipped: " + skipped;
        }
    }

    /** Adds up the reports of the modules in these directories; older ones are left out. */
    public static Totals since(Instant began, Collection<Path> modules) {
        return modules.stream()
                .flatMap(module -> DIRECTORIES.stream().map(module::resolve))
                .flatMap(TestReports::reports)
                .filter(report -> isSince(report, began))
                .map(TestReports::totals)
                .reduce(Totals.NONE, Totals::plus);
    }

    private static Stream<Path> reports(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSince(Path report, Instant began) {
        try {
            return !Files.getLastModifiedTime(report).toInstant().isBefore(began);
        } catch (IOException e) {
            return false;
        }
    }

    private static Totals totals(Path report) {
        try {
            Matcher suite = SUITE.matcher(Files.readString(report));
            return suite.find() ? totals(suite.group()) : Totals.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Totals totals(String suite) {
        return new Totals(
                number(suite, "tests"), number(suite, "failures"), number(suite, "errors"), number(suite, "skipped"));
    }

    private static int number(String suite, String attribute) {
        Matcher matcher = Pattern.compile("\\b" + attribute + "=\"(\\d+)\"").matcher(suite);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
