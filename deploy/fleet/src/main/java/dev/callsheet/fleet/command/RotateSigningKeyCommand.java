package dev.callsheet.fleet.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callsheet.fleet.layout.ServiceDescription;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.InternalCaller;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./fleet rotate signing-key}: the key of users' access tokens. */
@Command(
        name = "signing-key",
        description = "Publishes the next key of access tokens, which signs once every reader of the key set has it.")
public final class RotateSigningKeyCommand implements Callable<Integer> {

    private static final String PATH = "/internal/v1/signing-keys";

    @Option(
            names = "--compromised",
            paramLabel = "KID",
            description = "Refuse all tokens of this key from now on; where it signs, another takes over at once.")
    private @Nullable String compromised;

    @Option(names = "--list", description = "Change nothing, only show the keys.")
    private boolean list;

    @Override
    public Integer call() {
        Fleet fleet = Fleet.open();
        ServiceDescription identity = fleet.catalog().get(ServiceDescription.IDENTITY);
        InternalCaller caller = new InternalCaller(fleet);
        JsonNode keys;
        if (list) {
            keys = caller.call("GET", identity, PATH, null);
        } else if (compromised == null) {
            keys = caller.call("POST", identity, PATH + "/rotation", null);
        } else {
            keys = caller.call("POST", identity, PATH + "/" + compromised + "/revocation", null);
        }
        keys.forEach(RotateSigningKeyCommand::print);
        return 0;
    }

    private static void print(JsonNode key) {
        List<String> times = Stream.of("activates_at", "activated_at", "retired_at", "revoked_at")
                .filter(key::hasNonNull)
                .map(field -> field.replace("_at", " ") + key.required(field).asText())
                .toList();
        System.out.println(String.format(
                Locale.ROOT,
                "%s  %-8s %s",
                key.required("kid").asText(),
                key.required("state").asText(),
                String.join(", ", times)));
    }
}
