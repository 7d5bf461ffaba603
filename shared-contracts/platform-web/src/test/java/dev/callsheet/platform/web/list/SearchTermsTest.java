package dev.callsheet.platform.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Parc del Fòrum         | parc:* & del:* & forum:*",
                "María-José             | maria:* & jose:*",
                "d&b E12                | d:* & b:* & e12:*",
                "'; drop table job; --' | drop:* & table:* & job:*",
                "&!():*                 | ''",
                "ﬁne                    | fine:*",
            })
    void makesAQueryOfPrefixesThatPostgresCanRead(String text, String query) {
        assertThat(SearchTerms.toPrefixQuery(text)).isEqualTo(query);
    }
}
