package dev.slipway.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ports for a line of its own, beside whatever else runs on the machine. */
public final class FreePorts {
    private FreePorts() {}

    /** Below the range from which the system gives ports to outgoing connections, so that none of those takes one in between. */
    public static Map<String, String> of(List<String> settings) {
        Random random = new Random();
        Map<String, String> ports = new HashMap<>();
        while (ports.size() < settings.size()) {
            int port = 20_000 + random.nextInt(10_000);
            if (isFree(port) && !ports.containsValue(String.valueOf(port))) {
                ports.put(settings.get(ports.size()), String.valueOf(port));
            }
        }
        return ports;
    }

    /** The first of those that services' workers have: above all others here, and below that range, too. */
    public static int ofServices() {
        return 30_000 + 100 * new Random().nextInt(20);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
