package dev.slipway.line.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Another user's program on a port that belongs to a worker, or to another program of the line.
 *
 * @param worker the worker or program
 * @param port the port
 * @param user the id of the user whose program listens there
 */
public record PortConflict(String worker, int port, int user) {
    private static final Path USERS = Path.of("/etc/passwd");

    /**
     * Finds another user's program on one of a worker's ports.
     *
     * @param first the first of its ports
     * @param count the number of its consecutive ports
     * @param owner the id of the worker's user
     */
    public static Optional<PortConflict> at(Listeners listeners, String worker, int first, int count, int owner) {
        return at(
                listeners, worker, IntStream.range(first, first + count).boxed().toList(), owner);
    }

    /**
     * Finds another user's program on one of a worker's ports.
     *
     * @param owner the id of the worker's user
     */
    public static Optional<PortConflict> at(Listeners listeners, String worker, List<Integer> ports, int owner) {
        for (int port : ports) {
            OptionalInt user = listeners.at(port);
            if (user.isPresent() && user.getAsInt() != owner) {
                return Optional.of(new PortConflict(worker, port, user.getAsInt()));
            }
        }
        return Optional.empty();
    }

    /** As a sentence. */
    public String message() {
        return "port " + port + " of " + worker + " is held by a program of the user " + userName()
                + ": no request goes there until it ends";
    }

    /** The user's name; the id if it has none. */
    public String userName() {
        String number = Integer.toUnsignedString(user);
        try {
            for (String line : Files.readAllLines(USERS)) {
                String[] fields = line.split(":", -1);
                if (fields.length > 2 && fields[2].equals(number)) {
                    return fields[0];
                }
            }
        } catch (IOException e) {
            return number;
        }
        return number;
    }
}
