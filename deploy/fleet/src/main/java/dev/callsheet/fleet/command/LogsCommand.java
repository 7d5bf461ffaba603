package dev.callsheet.fleet.command;

import dev.callsheet.fleet.FleetException;
import dev.callsheet.fleet.part.Fleet;
import dev.callsheet.fleet.part.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet logs [PART]}. */
@Command(name = "logs", description = "Shows the end of the logs of one part, or of all.")
public final class LogsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", arity = "0..1", description = "A service, postgres or kafka.")
    private @Nullable String name;

    @Option(names = "-f", description = "Go on as lines are written.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", defaultValue = "100", description = "How many lines.")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Fleet fleet = Fleet.open();
        List<Part> parts = name == null ? fleet.parts() : List.of(fleet.part(name));
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        parts.stream()
                .map(Part::log)
                .filter(Files::exists)
                .map(Object::toString)
                .forEach(command::add);
        if (parts.stream().map(Part::log).noneMatch(Files::exists)) {
            throw new FleetException("There are no logs yet. Start the fleet: ./fleet up");
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
