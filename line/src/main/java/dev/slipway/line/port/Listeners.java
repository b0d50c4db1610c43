package dev.slipway.line.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whose programs get what is sent to the ports of 127.0.0.1, as the kernel's tables {@code /proc/net/tcp} and {@code tcp6} say it.
 * Several may listen at a port, on different addresses: the kernel takes whoever names the address, then whoever takes any.
 */
public final class Listeners {
    private static final Path TABLES = Path.of("/proc/net");

    private static final String LISTENS = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int HEX = 16;

    /** Addresses that 127.0.0.1 is among, from the one that comes first. */
    private static final List<String> RANKS =
            List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000", "00000000000000000000000000000000");

    private record Listener(int user, int rank) {}

    private final Map<Integer, Listener> byPort = new HashMap<>();

    private Listeners(List<String> lines) {
        lines.forEach(this::add);
    }

    /** Those of this moment. */
    public static Listeners now() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(TABLES.resolve("tcp")));
        Path six = TABLES.resolve("tcp6");
        if (Files.exists(six)) {
            lines.addAll(Files.readAllLines(six));
        }
        return new Listeners(lines);
    }

    /** Those that these lines of the tables tell of; others say nothing. */
    public static Listeners of(List<String> lines) {
        return new Listeners(lines);
    }

    private void add(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length <= USER || !words[STATE].equals(LISTENS)) {
            return;
        }
        int colon = words[ADDRESS].indexOf(':');
        int rank = RANKS.indexOf(words[ADDRESS].substring(0, Math.max(colon, 0)));
        if (rank >= 0) {
            int port = Integer.parseInt(words[ADDRESS].substring(colon + 1), HEX);
            Listener listener = new Listener(Integer.parseUnsignedInt(words[USER]), rank);
            byPort.merge(port, listener, (one, other) -> one.rank() <= other.rank() ? one : other);
        }
    }

    /** The number of the user whose program gets what is sent to a port; empty where nobody listens. */
    public OptionalInt at(int port) {
        Listener listener = byPort.get(port);
        return listener == null ? OptionalInt.empty() : OptionalInt.of(listener.user());
    }
}
