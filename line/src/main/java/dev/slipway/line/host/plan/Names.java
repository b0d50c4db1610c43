package dev.slipway.line.host.plan;

import dev.slipway.line.group.ShortName;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names of a server group's parts outside Slipway.
 *
 * @param group its name
 */
public record Names(String group) {
    private static final String PREFIX = "slipway-";
    /** The limit of useradd. */
    private static final int USER_LENGTH = 31;

    /** The system user that its workers run as. */
    public String user() {
        return PREFIX + ShortName.of(group, USER_LENGTH - PREFIX.length());
    }

    /** Its database and owning role; PostgreSQL reserves names that begin with {@code pg_}. */
    public String database() {
        String name = group.replace('-', '_');
        return name.startsWith("pg_") ? "_" + name : name;
    }

    /** The names of so many workers. */
    public List<String> workers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> group + "-" + n).toList();
    }
}
