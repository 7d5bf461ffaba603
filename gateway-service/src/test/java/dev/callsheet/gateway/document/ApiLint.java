package dev.callsheet.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Spectral and Redocly with their recommended rules, as {@code deploy/api-lint} pins them. */
final class ApiLint {

    private static final Path HOME =
            Path.of("../deploy/api-lint").toAbsolutePath().normalize();
    private static final int LEAST_NODE = 20;
    private static final int PATIENCE_MINUTES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiLint() {}

    /** Gets the tools ready; a machine that cannot run them is told what it lacks. */
    static void install() throws IOException {
        String version = nodeVersion();
        if (!version.matches("v\\d+\\..*")
                || Integer.parseInt(version.substring(1, version.indexOf('.'))) < LEAST_NODE) {
            throw new IllegalStateException(
                    "The description of the API is checked with Node %d or later and its npm; there is %s on the PATH. Get it from https://nodejs.org, or with: apt install nodejs npm, brew install node"
                            .formatted(LEAST_NODE, version.isEmpty() ? "none" : version));
        }
        Path installed = HOME.resolve("node_modules/.package-lock.json");
        Path wanted = HOME.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            Outcome outcome = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            if (outcome.code() != 0) {
                throw new IllegalStateException("npm ci failed in " + HOME + ":\n" + outcome.errors());
            }
        }
    }

    private static String nodeVersion() {
        try {
            return run("node", "--version").output().strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Everything that either has to say of the document, hints included; both are asked at once. */
    static List<String> problemsOf(Path document) throws IOException {
        FutureTask<List<String>> spectral = new FutureTask<>(() -> problemsOfSpectral(document));
        Thread.startVirtualThread(spectral);
        List<String> problems = new ArrayList<>(problemsOfRedocly(document));
        try {
            problems.addAll(spectral.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw new IOException("Spectral did not run", e.getCause());
        }
        return problems;
    }

    private static List<String> problemsOfSpectral(Path document) throws IOException {
        List<String> problems = new ArrayList<>();
        Outcome spectral = run(
                "node_modules/.bin/spectral",
                "lint",
                document.toString(),
                "--ruleset=.spectral.yaml",
                "--format=json",
                "--quiet");
        for (JsonNode problem : read(spectral)) {
            problems.add("Spectral %s: %s at %s"
                    .formatted(
                            problem.path("code").asText(),
                            problem.path("message").asText(),
                            problem.path("path")));
        }
        return problems;
    }

    private static List<String> problemsOfRedocly(Path document) throws IOException {
        List<String> problems = new ArrayList<>();
        Outcome redocly = run(
                "node_modules/.bin/redocly",
                "lint",
                document.toString(),
                "--config=redocly.yaml",
                "--format=json",
                "--max-problems=1000");
        for (JsonNode problem : read(redocly).path("problems")) {
            problems.add("Redocly %s: %s at %s"
                    .formatted(
                            problem.path("ruleId").asText(),
                            problem.path("message").asText(),
                            problem.at("/location/0/pointer").asText()));
        }
        return problems;
    }

    private static JsonNode read(Outcome outcome) throws IOException {
        try {
            return JSON.readTree(outcome.output());
        } catch (IOException e) {
            throw new IOException("The lint did not run: " + outcome.output() + outcome.errors(), e);
        }
    }

    private static Outcome run(String... command) throws IOException {
        Path output = Files.createTempFile("lint", ".out");
        Path errors = Files.createTempFile("lint", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("REDOCLY_TELEMETRY", "off");
            builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end");
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private record Outcome(int code, String output, String errors) {}
}
