package dev.slipway.line.port;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a port of 127.0.0.1 belongs to the right program before a secret is sent to it: while that program is
 * down, any other one on the machine could bind the port.
 */
@FunctionalInterface
public interface PortGuard {
    /** Lets everything pass: in containers, each program has its own network. */
    PortGuard OPEN = () -> {};

    /**
     * Fails unless the right program listens.
     *
     * @throws ForeignListenerException if another user's program does
     */
    void check() throws IOException;

    /**
     * A guard for a port.
     *
     * @param program the name of the program that should listen there
     * @param owned a file or folder that belongs to the user that this program runs as
     */
    static PortGuard of(String program, int port, Path owned) {
        return () -> require(Listeners.now(), program, port, (Integer) Files.getAttribute(owned, "unix:uid"));
    }

    /** The rule. A port without a listener fails, too: another program may bind it before the secret is sent. */
    static void require(Listeners listeners, String program, int port, int owner) throws IOException {
        Optional<PortConflict> conflict = PortConflict.at(listeners, program, List.of(port), owner);
        if (conflict.isPresent()) {
            throw new ForeignListenerException(conflict.get());
        }
        if (listeners.at(port).isEmpty()) {
            throw new ConnectException("nothing listens at port " + port);
        }
    }
}
