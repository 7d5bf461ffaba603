package dev.callsheet.contracts;

import dev.callsheet.contracts.crew.CrewContract;
import dev.callsheet.contracts.equipment.EquipmentContract;
import dev.callsheet.contracts.event.EventType;
import dev.callsheet.contracts.identity.IdentityContract;
import dev.callsheet.contracts.scheduling.SchedulingContract;
import dev.callsheet.contracts.security.PlannedScopes;
import dev.callsheet.contracts.security.Scope;
import dev.callsheet.contracts.timesheet.TimesheetContract;
import dev.callsheet.contracts.webhook.WebhookContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contracts of all domains. A new domain adds its line here. */
public final class Contracts {

    private static final List<DomainContract> ALL = List.of(
            new IdentityContract(), //
            new CrewContract(),
            new SchedulingContract(),
            new TimesheetContract(),
            new EquipmentContract(),
            new WebhookContract());

    private Contracts() {}

    public static List<DomainContract> all() {
        return ALL;
    }

    public static List<String> topics() {
        return ALL.stream().map(DomainContract::topic).toList();
    }

    public static Stream<EventType<?>> eventTypes() {
        return ALL.stream().flatMap(contract -> contract.events().stream());
    }

    public static Optional<EventType<?>> eventType(String name) {
        return eventTypes().filter(type -> type.name().equals(name)).findFirst();
    }

    /** Every scope of the product, {@code admin:*} first. */
    public static List<Scope> scopes() {
        Stream<Scope> owned = ALL.stream().flatMap(contract -> contract.scopes().stream());
        return Stream.of(Stream.of(Scope.ADMINISTRATOR), owned, PlannedScopes.all().stream())
                .flatMap(scopes -> scopes)
                .toList();
    }
}
