package dev.slipway.line.port;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks, before a secret is sent to a port of 127.0.0.1, whose program listens there: while the right one is down, any other program on
 * the machine could bind the port.
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

    /** The rule. Nobody is not good enough: somebody may bind the port before the secret is sent. */
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
