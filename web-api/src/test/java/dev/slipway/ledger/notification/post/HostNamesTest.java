package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Most hosts of webhooks are aliases of others. */
class HostNamesTest {
    private static final String HOST = "hooks.example.org";
    private static final String REAL = "edge.example.net";
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int ANY = 255;
    private static final Answer ALIAS = new Answer(HOST, CNAME, name(REAL));

    /** Asked for all types, a server answers with the alias, and looks no further. */
    @Test
    void findsAHostByItsAlias() throws IOException {
        Map<Integer, List<Answer>> answers = Map.of(
                A, List.of(ALIAS, address(REAL, A, "192.0.2.7")),
                AAAA, List.of(ALIAS, address(REAL, AAAA, "2001:db8::7")),
                ANY, List.of(ALIAS));
        try (StubDns dns = new StubDns(answers, StubDns.NO_SUCH_NAME)) {
            assertThat(HostNames.byDns(HOST, dns.url()))
                    .containsExactly(InetAddress.getByName("192.0.2.7"), InetAddress.getByName("2001:db8::7"));
        }
    }

    @Test
    void findsAHostThatHasAddressesOfOneTypeAlone() throws IOException {
        Answer old = address(HOST, A, "192.0.2.7");
        Answer recent = address(HOST, AAAA, "2001:db8::7");
        try (StubDns dns = new StubDns(Map.of(A, List.of(old), AAAA, List.of()), StubDns.NO_SUCH_NAME)) {
            assertThat(HostNames.byDns(HOST, dns.url())).containsExactly(InetAddress.getByName("192.0.2.7"));
        }
        try (StubDns dns = new StubDns(Map.of(A, List.of(old)), StubDns.FAILED)) {
            assertThat(HostNames.byDns(HOST, dns.url())).containsExactly(InetAddress.getByName("192.0.2.7"));
        }
        try (StubDns dns = new StubDns(Map.of(AAAA, List.of(recent)), StubDns.NO_SUCH_NAME)) {
            assertThat(HostNames.byDns(HOST, dns.url())).containsExactly(InetAddress.getByName("2001:db8::7"));
        }
    }

    @Test
    void tellsAHostThatIsNoneFromADnsThatFails() throws IOException {
        try (StubDns dns = new StubDns(Map.of(), StubDns.NO_SUCH_NAME)) {
            assertThatThrownBy(() -> HostNames.byDns(HOST, dns.url())).isExactlyInstanceOf(UnknownHostException.class);
        }
        try (StubDns dns = new StubDns(Map.of(A, List.of(), AAAA, List.of()), StubDns.NO_SUCH_NAME)) {
            assertThatThrownBy(() -> HostNames.byDns(HOST, dns.url())).isExactlyInstanceOf(UnknownHostException.class);
        }
        try (StubDns dns = new StubDns(Map.of(), StubDns.FAILED)) {
            assertThatThrownBy(() -> HostNames.byDns(HOST, dns.url())).isInstanceOf(HostNames.SilentException.class);
        }
    }

    private static Answer address(String owner, int type, String address) throws UnknownHostException {
        return new Answer(owner, type, InetAddress.getByName(address).getAddress());
    }

    /** A name as DNS has it: each part after its length. */
    private static byte[] name(String name) {
        ByteBuffer encoded = ByteBuffer.allocate(name.length() + 2);
        for (String part : name.split("\\.", -1)) {
            encoded.put((byte) part.length()).put(part.getBytes(StandardCharsets.US_ASCII));
        }
        return encoded.put((byte) 0).array();
    }

    /** A record of an answer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(String owner, int type, byte[] data) {}

    /** A DNS server on loopback. */
    private static final class StubDns implements AutoCloseable {
        static final int FAILED = 2;
        static final int NO_SUCH_NAME = 3;

        private static final int LENGTH = 512;
        private static final int HEADER = 12;

        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        private final Map<Integer, List<Answer>> answers;
        private final int otherwise;

        /**
         * Starts one.
         *
         * @param answers by the type of the query
         * @param otherwise the code with which it answers others
         */
        StubDns(Map<Integer, List<Answer>> answers, int otherwise) throws IOException {
            this.answers = answers;
            this.otherwise = otherwise;
            Thread listener = new Thread(this::listen, "dns");
            listener.setDaemon(true);
            listener.start();
        }

        String url() {
            return "dns://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        private void listen() {
            try {
                while (!socket.isClosed()) {
                    DatagramPacket query = new DatagramPacket(new byte[LENGTH], LENGTH);
                    socket.receive(query);
                    byte[] answer = answer(Arrays.copyOf(query.getData(), query.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            } catch (IOException e) {
                // It is closed.
            }
        }

        private byte[] answer(byte[] query) {
            int at = HEADER;
            while (query[at] != 0) {
                at += query[at] + 1;
            }
            int type = ByteBuffer.wrap(query).getShort(at + 1);
            List<Answer> records = answers.getOrDefault(type, List.of());
            int code = answers.containsKey(type) ? 0 : otherwise;
            ByteBuffer answer = ByteBuffer.allocate(LENGTH);
            answer.put(query, 0, 2).putShort((short) (0x8180 | code));
            answer.putShort((short) 1).putShort((short) records.size()).putInt(0);
            answer.put(query, HEADER, at + 5 - HEADER);
            for (Answer each : records) {
                answer.put(name(each.owner())).putShort((short) each.type()).putShort((short) 1);
                answer.putInt(60).putShort((short) each.data().length).put(each.data());
            }
            return Arrays.copyOf(answer.array(), answer.position());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
