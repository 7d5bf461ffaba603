package dev.callsheet.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.platform.web.error.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionsTest {

    private final ApiVersions versions = new ApiVersions(List.of("2026-11-01", "2027-02-01"));

    @Test
    void givesTheNewestToWhoAsksForNone() {
        assertThat(versions.applied(List.of())).isEqualTo("2027-02-01");
    }

    @Test
    void givesTheOneAskedFor() {
        assertThat(versions.applied(List.of("2026-11-01"))).isEqualTo("2026-11-01");
        assertThat(versions.answering("2026-11-01")).isEqualTo("2026-11-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-02", "v1", "", "2026-11-01, 2027-02-01", "01.11.2026"})
    void refusesAnyOther(String asked) {
        assertThatThrownBy(() -> versions.applied(List.of(asked)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.details())
                                .singleElement()
                                .satisfies(detail -> assertThat(detail.field()).isEqualTo("X-API-Version"))
                                .satisfies(
                                        detail -> assertThat(detail.message()).contains("2026-11-01, 2027-02-01")));
    }

    @Test
    void refusesTwo() {
        assertThatThrownBy(() -> versions.applied(List.of("2026-11-01", "2027-02-01")))
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-02-01 2026-11-01", "2026-11-01 2026-11-01", "soon"})
    void isAListOfDaysInOrder(String list) {
        assertThatThrownBy(() -> new ApiVersions(List.of(list.split(" ", -1)))).isInstanceOf(RuntimeException.class);
    }
}
