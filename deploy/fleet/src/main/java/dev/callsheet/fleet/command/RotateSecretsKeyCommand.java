package dev.callsheet.fleet.command;

import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.SecretsCount;
import dev.callsheet.fleet.start.Progress;
import dev.callsheet.fleet.start.Startup;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code ./fleet rotate secrets-key}: the key that encrypts secrets in the database. Each step finds what an earlier run
 * has left, so a run that was cut off is simply repeated.
 */
@Command(
        name = "secrets-key",
        description = "Encrypts all secrets in the database with a new key; restarts the services twice.")
public final class RotateSecretsKeyCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

    @Override
    public Integer call() {
        Fleet fleet = Fleet.open();
        Progress progress = new Progress(System.out);
        Startup startup = new Startup(fleet, progress);
        List<String> keys = fleet.secrets().encryptionKeyIds();
        String key = keys.size() > 1 ? keys.getFirst() : fleet.secrets().addEncryptionKey();
        progress.line("Secrets are encrypted with key " + key + " from now on.");
        startup.startServices();
        Map<String, Long> left = awaitNoneLeft(fleet, key, progress);
        if (!left.isEmpty()) {
            progress.line("Still under an older key: " + left
                    + ". The older keys stay; the services' logs say what they could not read. Then run this again.");
            return 1;
        }
        fleet.secrets().dropOldEncryptionKeys();
        progress.line("Nothing is left under an older key, so the services start without any.");
        startup.startServices();
        return 0;
    }

    /** What is left when nothing is, or when it takes too long. */
    private static Map<String, Long> awaitNoneLeft(Fleet fleet, String key, Progress progress) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Long> left = count(fleet, key);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            progress.line("  left: " + left);
            ChildProcess.pause(BETWEEN_COUNTS);
            left = count(fleet, key);
        }
        return left;
    }

    private static Map<String, Long> count(Fleet fleet, String key) {
        Map<String, Long> left = new TreeMap<>();
        for (ServiceDescription service : fleet.ownServices()) {
            if (!service.isGateway()) {
                left.putAll(SecretsCount.of(service, key));
            }
        }
        return left;
    }
}
