package dev.callsheet.timesheet.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkSpanTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate SUMMER_DAY = LocalDate.of(2026, 6, 1);

    @ParameterizedTest
    @CsvSource({
        "08:00, 23:00, 900",
        "08:00, 02:00, 1080",
        "22:00, 06:00, 480",
        "08:00, 24:00, 960",
        "08:00, 00:00, 960",
        "00:00, 24:00, 1440",
        "23:59, 00:01, 2",
        "08:01, 08:00, 1439",
    })
    void countsToTheNextTimeThatTheClockShowsTheEnd(String start, String end, int minutes) {
        assertThat(WorkSpan.of(SUMMER_DAY, start, end, MADRID).minutes()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go from 02:00 to 03:00 on 29 March and from 03:00 back to 02:00 on 25 October.
        "2026-03-28, 22:00, 06:00, 420",
        "2026-03-29, 01:00, 03:00, 60",
        "2026-10-24, 22:00, 06:00, 540",
        "2026-10-25, 01:00, 04:00, 240",
        "2026-10-25, 01:00, 02:30, 90",
        "2026-10-25, 02:30, 03:00, 90",
    })
    void countsWhatElapsesInNightsInWhichClocksAreChanged(LocalDate date, String start, String end, int minutes) {
        assertThat(WorkSpan.of(date, start, end, MADRID).minutes()).isEqualTo(minutes);
    }

    @Test
    void theSameNightIsAnHourLongerElsewhere() {
        assertThat(WorkSpan.of(LocalDate.of(2026, 3, 28), "22:00", "06:00", ZoneId.of("UTC"))
                        .minutes())
                .isEqualTo(480);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 02:30, 06:00, start_time", "2026-03-28, 20:00, 02:30, end_time"})
    void refusesATimeThatDoesNotExist(LocalDate date, String start, String end, String field) {
        assertThatThrownBy(() -> WorkSpan.of(date, start, end, MADRID))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.details()).singleElement().satisfies(detail -> {
                            assertThat(detail.field()).isEqualTo(field);
                            assertThat(detail.message()).contains("02:30", "2026-03-29", "Europe/Madrid", "03:30");
                        }));
    }

    @Test
    void refusesAnEndThatIsTheStart() {
        assertThatThrownBy(() -> WorkSpan.of(SUMMER_DAY, "08:00", "08:00", MADRID))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_TIME_RANGE));
    }
}
