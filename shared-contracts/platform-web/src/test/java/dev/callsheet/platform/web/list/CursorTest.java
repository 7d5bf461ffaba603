package dev.callsheet.platform.web.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.callsheet.platform.web.error.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void givesBackWhatWasPutIn() {
        // When
        String cursor = Cursor.encode("-title", List.of("Fòrum, \"Day 1\"", "42"));

        // Then
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor, "-title", 2)).containsExactly("Fòrum, \"Day 1\"", "42");
    }

    @Test
    void refusesTheCursorOfAnotherOrder() {
        String cursor = Cursor.encode("-title", List.of("a", "b"));
        assertThatThrownBy(() -> Cursor.decode(cursor, "title", 2)).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!", "e30", "W10", "bnVsbA", "WyJ0aXRsZSIsbnVsbCwiYiJd"})
    void refusesWhatIsNoCursor(String text) {
        assertThatThrownBy(() -> Cursor.decode(text, "title", 2)).isInstanceOf(ApiException.class);
    }
}
