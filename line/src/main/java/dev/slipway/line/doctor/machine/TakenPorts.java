package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The ports of a line that is down, on which others listen. */
public record TakenPorts(List<Port> ports) {
    private static final int PATIENCE_MILLIS = 1000;
    private static final int OFFSET_OF_PROPOSED = 1000;

    /** A port, and the setting that chooses it. */
    public record Port(String setting, int number) {}

    public TakenPorts {
        ports = List.copyOf(ports);
    }

    public static TakenPorts of(DoctorContext context) throws IOException {
        return among(context.lines("line/bin/program", "ports"));
    }

    /** The ports with a listener. Each line has the form SETTING PORT ADDRESS. */
    static TakenPorts among(List<String> lines) {
        List<Port> taken = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            int number = Integer.parseInt(words[1]);
            if (answers(words[2], number)) {
                taken.add(new Port(words[0], number));
            }
        }
        return new TakenPorts(taken);
    }

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public List<Finding> findings() {
        return ports.stream()
                .map(port -> wrong("Port " + port.number() + " is taken: stop what holds it, or choose another: "
                        + port.setting() + "=" + (port.number() + OFFSET_OF_PROPOSED) + " ./slipway up"))
                .toList();
    }
}
