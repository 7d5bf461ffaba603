package dev.callsheet.fleet.part;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Parts that this fleet does not run itself because a variable points elsewhere: the same variables that configure the
 * services in Kubernetes.
 */
public record ExternalParts(Map<String, String> environment) {

    public boolean hasDatabase() {
        return environment.containsKey("CALLSHEET_DB_HOST");
    }

    public boolean hasKafka() {
        return environment.containsKey("CALLSHEET_KAFKA_BOOTSTRAP_SERVERS");
    }

    /** The URL of a service that runs elsewhere. */
    public Optional<String> url(String variable) {
        return Optional.ofNullable(environment.get(variable));
    }

    /** Where mails go, as far as somebody has said so. */
    public Map<String, String> mail() {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("CALLSHEET_MAIL_"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public String get(String variable, String otherwise) {
        return environment.getOrDefault(variable, otherwise);
    }
}
