package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "0.0.0.0",
                "::",
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "::ffff:127.0.0.1",
                "192.0.2.7"
            })
    void isNoneOfThisMachine(String address) throws UnknownHostException {
        assertThat(AddressPolicy.refusal(List.of(InetAddress.getByName(address)), this::isOwn, false))
                .isPresent();
    }

    @Test
    void isRefusedIfOneOfItsAddressesIs() throws UnknownHostException {
        List<InetAddress> both = List.of(InetAddress.getByName("198.51.100.1"), InetAddress.getByName("127.0.0.1"));

        assertThat(AddressPolicy.refusal(both, this::isOwn, false)).isPresent();
    }

    /** A chat server of the company's is where its other servers are. */
    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.1", "10.1.2.3", "192.168.1.2", "2001:db8::1"})
    void isAnyOther(String address) throws UnknownHostException {
        assertThat(AddressPolicy.refusal(List.of(InetAddress.getByName(address)), this::isOwn, false))
                .isEmpty();
    }

    @Test
    void isLoopbackForTestsAlone() throws UnknownHostException {
        assertThat(AddressPolicy.refusal(List.of(InetAddress.getByName("127.0.0.1")), this::isOwn, true))
                .isEmpty();
        assertThat(AddressPolicy.refusal(List.of(InetAddress.getByName("169.254.169.254")), this::isOwn, true))
                .isPresent();
    }

    private boolean isOwn(InetAddress address) {
        return address.getHostAddress().equals("192.0.2.7");
    }
}
