package dev.callsheet.bench.edge;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.Executables;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An nginx of one worker on one core, in a directory of its own. */
final class Nginx implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final int port;

    private Nginx(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether there is one, after trying to install it where that is allowed. */
    static boolean isThere(PrintStream out) {
        if (Executables.find("nginx").isPresent()) {
            return true;
        }
        if (!"root".equals(System.getProperty("user.name"))
                || Executables.find("apt-get").isEmpty()) {
            out.println(
                    "There is no nginx here. Install it to have it beside the gateway: apt-get install nginx-light");
            return false;
        }
        out.println("installing nginx: apt-get install -y nginx-light");
        ProcessBuilder install = new ProcessBuilder(
                        "apt-get", "install", "-y", "--no-install-recommends", "nginx-light")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // The package would otherwise start it as a service.
        install.environment().put("RUNLEVEL", "1");
        install.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            install.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Executables.find("nginx").isPresent();
    }

    /** Answers everything with a body, and passes on what is asked of identity. */
    static Nginx upstream(Path directory, String body, int identityPort) {
        int port = FreePort.find();
        return start(directory, port, """
            server {
                listen 127.0.0.1:%d;
                default_type application/json;
                location / { return 200 '%s'; }
                location /internal/ { proxy_pass http://127.0.0.1:%d; }
            }
            """.formatted(port, body, identityPort), Cores.REST);
    }

    /** Passes everything on and does nothing else. */
    static Nginx proxy(Path directory, int upstreamPort) {
        int port = FreePort.find();
        return start(directory, port, """
            upstream service { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }
            server {
                listen 127.0.0.1:%d;
                location / {
                    proxy_pass http://service;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_set_header X-Forwarded-Host $host;
                }
            }
            """.formatted(upstreamPort, port), Cores.MEASURED);
    }

    private static Nginx start(Path directory, int port, String servers, int core) {
        Path configuration = directory.resolve("nginx.conf");
        try {
            Files.createDirectories(directory);
            Files.writeString(configuration, """
            daemon off;
            master_process off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log warn;
            events { worker_connections 1024; }
            http {
                access_log off;
                keepalive_requests 100000000;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
            }
            """.formatted(directory, servers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of("nginx", "-p", directory.toString(), "-c", configuration.toString());
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Start(
                        Cores.pinned(core, command), Map.of(), directory, directory.resolve("nginx.log")),
                directory.resolve("nginx.process"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!FreePort.isTaken(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new FleetException("nginx did not start; see " + directory.resolve("nginx.log"));
            }
            ChildProcess.pause(Duration.ofMillis(50));
        }
        return new Nginx(process, port);
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop("TERM", PATIENCE);
    }
}
