package dev.callsheet.platform.web.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointVettingTest {

    private static final AddressRules PUBLIC_ONLY = AddressRules.allowing(List.of());
    private static final AddressRules WITH_LOOPBACK = AddressRules.allowing(List.of("127.0.0.0/8", "::1/128"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1"
            })
    void refusesAnAddressThatIsNotOnTheInternet(String address) {
        // Given
        EndpointVetting vetting = vetting(PUBLIC_ONLY, address);

        // When / Then
        assertThatThrownBy(() -> vetting.vet(EndpointUrl.parse("https://hooks.example/")))
                .isInstanceOf(EndpointRefusedException.class)
                .hasMessageContaining("public address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"})
    void admitsAPublicAddressAndKeepsIt(String address) throws UnknownHostException {
        // Given
        EndpointVetting vetting = vetting(PUBLIC_ONLY, address);

        // When
        VettedEndpoint endpoint = vetting.vet(EndpointUrl.parse("https://hooks.example/in?x=1"));

        // Then
        assertThat(endpoint.address()).isEqualTo(InetAddress.getByName(address));
        assertThat(endpoint.url()).isEqualTo(new EndpointUrl(true, "hooks.example", 443, "/in?x=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://127.1/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://localhost/",
                "https://0/"
            })
    void refusesEverySpellingOfALocalAddress(String url) {
        // Given
        EndpointVetting vetting = new EndpointVetting(PUBLIC_ONLY, HostResolver.ofSystem());

        // When / Then
        assertThatThrownBy(() -> vetting.vet(EndpointUrl.parse(url))).isInstanceOf(EndpointRefusedException.class);
    }

    @Test
    void refusesANameWithAPublicAndAPrivateAddress() {
        // Given
        EndpointVetting vetting = vetting(PUBLIC_ONLY, "93.184.215.14", "10.0.0.5");

        // When / Then
        assertThatThrownBy(() -> vetting.vet(EndpointUrl.parse("https://rebinding.example/")))
                .isInstanceOf(EndpointRefusedException.class);
    }

    @Test
    void plainHttpIsForAllowedLoopbackOnly() {
        // Given
        EndpointUrl url = EndpointUrl.parse("http://hooks.example:9000/");

        // When / Then
        assertThat(vetting(WITH_LOOPBACK, "127.0.0.1").vet(url).address().isLoopbackAddress())
                .isTrue();
        assertThatThrownBy(() -> vetting(WITH_LOOPBACK, "93.184.215.14").vet(url))
                .hasMessageContaining("must use https");
        assertThatThrownBy(() -> vetting(PUBLIC_ONLY, "127.0.0.1").vet(url))
                .isInstanceOf(EndpointRefusedException.class);
    }

    @Test
    void aListedPrivateNetworkTakesHttpsOnly() {
        // Given
        AddressRules rules = AddressRules.allowing(List.of("10.20.0.0/16"));

        // When / Then
        assertThat(vetting(rules, "10.20.3.4").vet(EndpointUrl.parse("https://erp.internal/")))
                .isNotNull();
        assertThatThrownBy(() -> vetting(rules, "10.21.3.4").vet(EndpointUrl.parse("https://erp.internal/")))
                .isInstanceOf(EndpointRefusedException.class);
        assertThatThrownBy(() -> vetting(rules, "10.20.3.4").vet(EndpointUrl.parse("http://erp.internal/")))
                .hasMessageContaining("must use https");
    }

    @Test
    void anUnknownNameIsTheReceiversFaultAndASilentNameServerIsOurs() {
        // Given
        EndpointUrl url = EndpointUrl.parse("https://nowhere.example/");

        // When / Then
        assertThatThrownBy(() -> new EndpointVetting(PUBLIC_ONLY, failing("nowhere.example")).vet(url))
                .isInstanceOf(EndpointRefusedException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> new EndpointVetting(
                                PUBLIC_ONLY, failing("nowhere.example: Temporary failure in name resolution"))
                        .vet(url))
                .isInstanceOf(ResolverUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example/in",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "https:///path",
                "https://user:pass@hooks.example/",
                "https://hooks.example/#part",
                "https://hooks.example:0/",
                "https://hooks.example:70000/",
                "https://exa mple/",
                "javascript:alert(1)"
            })
    void refusesWhatIsNoUrlOfAReceiver(String url) {
        assertThatThrownBy(() -> EndpointUrl.parse(url)).isInstanceOf(EndpointRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "10.0.0/8 or so"})
    void aSettingThatIsNoNetworkIsNamed(String network) {
        assertThatThrownBy(() -> AddressRules.allowing(List.of(network))).hasMessageContaining(network);
    }

    private static EndpointVetting vetting(AddressRules rules, String... addresses) {
        return new EndpointVetting(rules, host -> {
            List<InetAddress> found = new java.util.ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return found;
        });
    }

    private static HostResolver failing(String message) {
        return host -> {
            throw new UnknownHostException(message);
        };
    }
}
