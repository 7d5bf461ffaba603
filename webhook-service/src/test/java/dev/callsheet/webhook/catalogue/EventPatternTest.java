package dev.callsheet.webhook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, job.created, true",
        "job.created, job.created, true",
        "job.created, job.updated, false",
        "job.*, job.created, true",
        "job.*, jobsheet.created, false",
        "job.*, tour.created, false"
    })
    void matchesTheTypesItNames(String pattern, String type, boolean expected) {
        assertThat(new EventPattern(pattern).matches(type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "job.*, true",
        "job.status_changed, true",
        "webhook.disabled, true",
        "jobs.*, false",
        "job.creatd, false",
        "job, false",
        "*.created, false",
        "job.**, false",
        "'', false"
    })
    void aPatternMustMatchSomething(String pattern, boolean valid) {
        assertThat(new EventCatalogue().objectionTo(pattern).isEmpty()).isEqualTo(valid);
    }
}
