package dev.slipway.line.port;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The owners of the programs that listen on ports of 127.0.0.1, from the kernel's tables {@code /proc/net/tcp} and {@code tcp6}.
 * Several may listen on a port, on different addresses: the kernel prefers the exact address to the wildcard.
 */
public final class Listeners {
    private static final List<String> TABLES = List.of("tcp", "tcp6");

    private static final String LISTENS = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int HEX = 16;

    /** The addresses that include 127.0.0.1, in order of preference. */
    private static final List<String> RANKS =
            List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000", "00000000000000000000000000000000");

    private record Listener(int user, int rank) {}

    private final Map<Integer, Listener> byPort = new HashMap<>();

    private Listeners(List<String> lines) {
        lines.forEach(this::add);
    }

    /** The current listeners. */
    public static Listeners now() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String table : TABLES) {
            Path path = Path.of("/proc/net", table);
            if (Files.exists(path)) {
                try (BufferedReader reader = Files.newBufferedReader(path)) {
                    lines.addAll(listening(reader));
                }
            }
        }
        return new Listeners(lines);
    }

    /**
     * The lines of a table that describe listeners. They precede those of connections, by the kernel's {@code proc_net_tcp.rst}; the
     * connections, of which there may be tens of thousands, are not read.
     */
    static List<String> listening(BufferedReader table) throws IOException {
        table.readLine(); // the head
        List<String> lines = new ArrayList<>();
        String line = table.readLine();
        while (line != null && state(line).equals(LISTENS)) {
            lines.add(line);
            line = table.readLine();
        }
        return lines;
    }

    private static String state(String line) {
        String[] words = line.strip().split("\\s+");
        return words.length > STATE ? words[STATE] : "";
    }

    /** Parses lines of the tables; others are ignored. */
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

    /** The user id of the program that listens on a port; empty if there is none. */
    public OptionalInt at(int port) {
        Listener listener = byPort.get(port);
        return listener == null ? OptionalInt.empty() : OptionalInt.of(listener.user());
    }
}
