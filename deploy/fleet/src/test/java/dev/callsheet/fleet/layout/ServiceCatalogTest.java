package dev.callsheet.fleet.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.fleet.FleetException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ServiceCatalogTest {

    @Test
    void namesModulesThatExist() {
        // Given
        Path root = Path.of("..", "..");

        // When
        List<ServiceDescription> services = ServiceCatalog.load(0).services();

        // Then
        assertThat(services)
                .allSatisfy(service -> assertThat(root.resolve(service.module()).resolve("pom.xml"))
                        .exists());
    }

    @Test
    void givesEveryServicePortsOfItsOwn() {
        // Given
        ServiceCatalog catalog = ServiceCatalog.load(0);

        // When
        Stream<Integer> ports = catalog.services().stream()
                .flatMap(service -> Stream.of(service.port(), service.managementPort(), service.tlsPort()));

        // Then
        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void movesEveryPortByTheOffset() {
        // Given
        List<ServiceDescription> unmoved = ServiceCatalog.load(0).services();

        // When
        List<ServiceDescription> moved = ServiceCatalog.load(300).services();

        // Then
        assertThat(moved.stream().map(ServiceDescription::port))
                .isEqualTo(unmoved.stream().map(service -> service.port() + 300).toList());
    }

    @Test
    void namesTheServicesThereAreWhenOneIsUnknown() {
        // Given
        ServiceCatalog catalog = new ServiceCatalog(List.of(new ServiceDescription("crew", 8102, "crew")));

        // When
        var attempt = assertThatThrownBy(() -> catalog.get("crow"));

        // Then
        attempt.isInstanceOf(FleetException.class).hasMessage("There is no service \"crow\". There are: crew.");
    }
}
