package dev.callsheet.bench;

import dev.callsheet.bench.edge.EdgeScenario;
import dev.callsheet.bench.identity.PrincipalScenario;
import dev.callsheet.bench.identity.RefreshScenario;
import dev.callsheet.bench.identity.RevocationScenario;
import dev.callsheet.bench.jobs.JobsScenario;
import dev.callsheet.fleet.FleetException;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that can be measured. A new scenario adds its line here. */
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new EdgeScenario(), //
            new JobsScenario(),
            new RefreshScenario(),
            new PrincipalScenario(),
            new RevocationScenario());

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    public static Scenario get(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FleetException("There is no scenario \"" + name + "\". There are: "
                        + ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")) + "."));
    }
}
