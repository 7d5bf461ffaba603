package dev.callsheet.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7/32, 203.0.113.7",
        "10.0.0.0/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "172.16.128.0/17, 172.16.128.0/17",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0db8::/32, 2001:db8::/32",
        "::, ::",
        "::/0, ::/0",
        "::1/128, ::1",
        "fe80:0:0:0:1::, fe80::1:0:0:0",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
    })
    void equalRangesHaveOneText(String written, String canonical) {
        // When
        AddressRange range = AddressRange.parse(written);

        // Then
        assertThat(range).hasToString(canonical).isEqualTo(AddressRange.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com/24",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "2001:db8::/129",
                "2001:db8::%eth0",
                "[::1]",
                ":::",
                " 10.0.0.1",
                "::ffff:0:0/64",
            })
    void refusesWhatIsNoRange(String written) {
        assertThatThrownBy(() -> AddressRange.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + written + "'")
                .hasMessageContaining("10.0.0.0/8");
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "10.0.0.129/25, 10.0.0.128/25", "2001:db8::1/32, 2001:db8::/32"})
    void bitsBeyondThePrefixAreAMistakeAndNotMaskedAway(String written, String meant) {
        assertThatThrownBy(() -> AddressRange.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.128/25, 10.0.0.127, false",
        "10.0.0.128/25, 10.0.0.128, true",
        "203.0.113.7, 203.0.113.8, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::ffff:10.0.0.0/104, 10.1.1.1, true",
    })
    void containsItsAddressesOnly(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "10.0.0.0/8, 10.1.0.0/16, 10.1.0.0/16",
                "10.1.0.0/16, 10.0.0.0/8, 10.1.0.0/16",
                "10.0.0.0/8, 11.0.0.0/8, -",
                "10.0.0.0/8, 2001:db8::/32, -",
                "10.1.2.3, 10.1.2.3, 10.1.2.3",
            },
            nullValues = "-")
    void twoRangesShareTheSmallerOneOrNothing(String one, String other, String shared) {
        assertThat(AddressRange.parse(one).intersect(AddressRange.parse(other)).map(AddressRange::toString))
                .isEqualTo(Optional.ofNullable(shared));
    }
}
