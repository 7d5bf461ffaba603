package dev.callsheet.gateway.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "255.255.255.255", "0.0.0.1", "2001:db8:1:2::", "fe80::", "::"})
    void readsWhatItWrites(String address) {
        // Given
        Network network = of(address);

        // When / Then
        assertThat(Network.parse(network.toString())).isEqualTo(network);
    }

    @Test
    void neighboursWithin64BitsAreOneNetwork() {
        // When / Then
        assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
        assertThat(of("203.0.113.7")).isNotEqualTo(of("203.0.113.8"));
        assertThat(of("::ffff:203.0.113.7")).isEqualTo(of("203.0.113.7"));
    }

    private static Network of(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }
}
