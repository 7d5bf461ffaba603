package dev.callsheet.scheduling.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStatusTest {

    @ParameterizedTest
    @CsvSource({
        "PENDIENTE, TENTATIVA", "PENDIENTE, CONFIRMADO", "PENDIENTE, CANCELADO",
        "TENTATIVA, PENDIENTE", "TENTATIVA, CONFIRMADO", "TENTATIVA, CANCELADO",
        "CONFIRMADO, PENDIENTE", "CONFIRMADO, TENTATIVA", "CONFIRMADO, CANCELADO",
    })
    void aLivingJobGoesAnywhere(JobStatus from, JobStatus to) {
        // Given
        Job job = new Job(jobWith(from), null, null);

        // When
        job.apply(jobWith(to), null, null);

        // Then
        assertThat(job.status()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"TENTATIVA", "CONFIRMADO"})
    void aCancelledJobStartsOver(JobStatus to) {
        // Given
        Job job = new Job(jobWith(JobStatus.PENDIENTE), null, null);
        job.apply(jobWith(JobStatus.CANCELADO), null, null);

        // When / Then
        assertThatThrownBy(() -> job.apply(jobWith(to), null, null))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNPROCESSABLE);
                    assertThat(refusal.details())
                            .singleElement()
                            .satisfies(detail -> assertThat(detail.message()).contains("pendiente"));
                });
    }

    private static JobRequest jobWith(JobStatus status) {
        return new JobRequest(
                "Load-in",
                null,
                status,
                JobType.SINGLE,
                null,
                Instant.parse("2026-06-01T08:00:00Z"),
                Instant.parse("2026-06-01T20:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
