package dev.callsheet.fleet.layout;

import dev.callsheet.fleet.FleetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The services of the fleet, in the order in which they start. */
public record ServiceCatalog(List<ServiceDescription> services) {

    private static final String FILE = "services.conf";

    /** Reads the catalogue from the launcher's resources and adds the offset to every port. */
    public static ServiceCatalog load(int portOffset) {
        try (InputStream stream = ServiceCatalog.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new FleetException("The launcher was built without " + FILE + ".");
            }
            return new ServiceCatalog(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> parse(line, portOffset))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceDescription parse(String line, int portOffset) {
        String[] columns = line.split("\\s+", -1);
        if (columns.length != 3) {
            throw new FleetException(FILE + ": expected name, port and schema, found \"" + line + "\".");
        }
        return new ServiceDescription(columns[0], Integer.parseInt(columns[1]) + portOffset, columns[2]);
    }

    public ServiceDescription get(String name) {
        return services.stream()
                .filter(service ->
                        service.name().equals(name) || service.module().equals(name))
                .findFirst()
                .orElseThrow(() -> new FleetException(
                        "There is no service \"" + name + "\". There are: " + String.join(", ", names()) + "."));
    }

    public boolean contains(String name) {
        return names().contains(name);
    }

    public List<String> names() {
        return services.stream().map(ServiceDescription::name).toList();
    }

    public List<String> schemas() {
        return services.stream().map(ServiceDescription::schema).toList();
    }
}
