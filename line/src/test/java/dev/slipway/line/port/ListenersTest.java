package dev.slipway.line.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";

    private static String line(String address, String state, int user) {
        return "   0: %s 00000000:0000 %s 00000000:00000000 00:00000000 00000000   %d        0 20710171 1 0"
                .formatted(address, state, user);
    }

    private static Listeners of(String... lines) {
        return Listeners.of(List.of(lines));
    }

    @Test
    void knowsWhoListens() {
        Listeners listeners = of(HEAD, line("0100007F:6FB8", "0A", 994), line("0100007F:6FB9", "0A", 0));
        assertThat(listeners.at(28_600)).hasValue(994);
        assertThat(listeners.at(28_601)).hasValue(0);
        assertThat(listeners.at(28_602)).isEmpty();
    }

    @Test
    void mindsNoConnection() {
        assertThat(of(HEAD, line("0100007F:6FB8", "01", 994)).at(28_600)).isEmpty();
    }

    @Test
    void mindsNoOtherAddress() {
        assertThat(of(line("0200007F:6FB8", "0A", 994), line("00000000000000000000000001000000:6FB8", "0A", 994))
                        .at(28_600))
                .isEmpty();
    }

    @Test
    void knowsWhoTakesAnyAddress() {
        assertThat(of(line("00000000:6FB8", "0A", 994)).at(28_600)).hasValue(994);
        assertThat(of(line("00000000000000000000000000000000:6FB8", "0A", 994)).at(28_600))
                .hasValue(994);
        assertThat(of(line("0000000000000000FFFF00000100007F:6FB8", "0A", 994)).at(28_600))
                .hasValue(994);
    }

    /** Else whoever listened beside a worker, on addresses that nobody asks, would have it taken out. */
    @Test
    void takesWhoeverNamesTheAddressBeforeOthers() {
        String worker = line("0100007F:6FB8", "0A", 994);
        String other = line("00000000000000000000000000000000:6FB8", "0A", 33);
        assertThat(of(worker, other).at(28_600)).hasValue(994);
        assertThat(of(other, worker).at(28_600)).hasValue(994);
    }

    /** A busy machine has tens of thousands of them, and this is looked at twice a second. */
    @Test
    void readsOnlyListeners() throws IOException {
        String listener = line("0100007F:6FB8", "0A", 994);
        String last = line("0100007F:6FB8", "06", 0);
        BufferedReader table = new BufferedReader(
                new StringReader(String.join("\n", HEAD, listener, line("0100007F:6FB8", "01", 994), last)));
        assertThat(Listeners.listening(table)).containsExactly(listener);
        assertThat(table.readLine()).isEqualTo(last);
    }

    @Test
    void readsTheTablesOfThisMachine() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            assertThat(Listeners.now().at(socket.getLocalPort()))
                    .hasValue((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        }
    }

    @Test
    void findsTheStrangerAmongAWorkersPorts() {
        Listeners listeners = of(line("0100007F:6FB8", "0A", 994), line("0100007F:6FBA", "0A", 0));
        assertThat(PortConflict.at(listeners, "shop-production-1", 28_600, 2, 994))
                .isEmpty();
        assertThat(PortConflict.at(listeners, "shop-production-1", 28_600, 5, 994))
                .hasValue(new PortConflict("shop-production-1", 28_602, 0));
        assertThat(new PortConflict("shop-production-1", 28_602, 0).message())
                .isEqualTo(
                        "port 28602 of shop-production-1 is held by a program of the user root: no request goes there until it"
                                + " ends");
    }
}
