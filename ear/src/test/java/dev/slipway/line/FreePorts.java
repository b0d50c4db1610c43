package dev.slipway.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ports for a line of its own, beside whatever else runs on the machine. */
public final class FreePorts {
    private static final List<String> LINE = List.of(
            "SLIPWAY_HTTPS_PORT",
            "SLIPWAY_HTTP_PORT",
            "SLIPWAY_WILDFLY_PORT",
            "SLIPWAY_MANAGEMENT_PORT",
            "SLIPWAY_CLUSTER_PORT",
            "SLIPWAY_BALANCER_PORT",
            "SLIPWAY_KEYCLOAK_PORT",
            "SLIPWAY_KEYCLOAK_HEALTH_PORT",
            "SLIPWAY_POSTGRES_PORT");

    /** From a port of the first worker to that of the second one. */
    private static final int NEXT_WORKER = 200;

    private FreePorts() {}

    /**
     * The settings of a line's ports, each with its port: below the range from which the system gives ports to outgoing connections, so that none
     * of those takes one in between. Those of services' workers are above all others here, and below that range, too.
     *
     * @param more names of further ports
     */
    public static Map<String, String> ofLine(String... more) {
        List<String> names = Stream.concat(LINE.stream(), Arrays.stream(more)).toList();
        Random random = new Random();
        Map<String, String> ports = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        while (ports.size() < names.size()) {
            int port = 20_000 + random.nextInt(10_000 - NEXT_WORKER);
            List<Integer> both = List.of(port, port + NEXT_WORKER);
            if (Collections.disjoint(taken, both) && both.stream().allMatch(FreePorts::isFree)) {
                taken.addAll(both);
                ports.put(names.get(ports.size()), String.valueOf(port));
            }
        }
        ports.put("SLIPWAY_SERVICE_PORT", String.valueOf(ofServices()));
        return ports;
    }

    /** The first of a hundred: as many as ten workers reserve. */
    private static int ofServices() {
        List<Integer> firsts = new ArrayList<>();
        for (int first = 30_000; first < 32_000; first += 100) {
            firsts.add(first);
        }
        Collections.shuffle(firsts);
        return firsts.stream()
                .filter(first -> IntStream.range(first, first + 100).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port from 30000 on has a hundred free ones"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
