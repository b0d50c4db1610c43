package dev.slipway.line.group;

import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state of a requested server group: the contents of its {@code answer.json}.
 *
 * @param version the version of the definition that it refers to
 * @param detail the step in progress, or why it failed, in one line; null for none
 * @param workers the existing workers
 * @param database the name of its database; null if it has none
 * @param at when this was written, in ISO 8601; null if unknown
 * @param configuration the version of the service's configuration that it refers to; 0 if nothing was ever set
 */
public record GroupStatus(
        String group,
        long version,
        State state,
        @Nullable String detail,
        List<Worker> workers,
        @Nullable String database,
        @Nullable String at,
        int configuration) {
    private static final int LAST_PORT = 65_535;

    public GroupStatus {
        workers = List.copyOf(workers);
    }

    /** Of a group without a configuration. */
    public GroupStatus(
            String group,
            long version,
            State state,
            @Nullable String detail,
            List<Worker> workers,
            @Nullable String database,
            @Nullable String at) {
        this(group, version, state, detail, workers, database, at, 0);
    }

    /** The progress. */
    public enum State {
        /** Being created, changed or removed. */
        MAKING,
        /** Its workers run as the definition says. */
        READY,
        /** Creation failed; will be retried. */
        FAILED,
        /** Its workers are gone. */
        REMOVED;

        /** Its form in the file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> of(String word) {
            for (State state : values()) {
                if (state.word().equals(word)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * One of its workers.
     *
     * @param host the host that it listens on
     * @param http the port for applications
     * @param management the management port
     * @param start the digest of everything that it should be started with, to be compared with what its management reports; null if
     *     unknown
     * @param container the properties of its container that only a new container can change; empty if it has none
     * @param isJoining whether it gets no requests yet, as it does not have the others' archives
     */
    public record Worker(
            String name,
            String host,
            int http,
            int management,
            @Nullable String start,
            String container,
            boolean isJoining) {
        private static final String LOOPBACK = "127.0.0.1";
        private static final int IN_CONTAINER = 8_080;
        /** Part of an address. */
        private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

        /** A worker on this machine that gets requests and whose start digest is unknown. */
        public Worker(String name, int http, int management) {
            this(name, LOOPBACK, http, management, null, "", false);
        }

        /** A worker in its own container, with the worker's name as its host name. */
        public static Worker ofContainer(String name) {
            return new Worker(name, name, IN_CONTAINER, IN_CONTAINER + 1, null, "", false);
        }

        private static Optional<Worker> of(Json json) {
            Optional<String> name = json.find("name");
            long http = json.number("http", 0);
            long management = json.number("management", 0);
            String host = json.find("host").orElse(LOOPBACK);
            return name.isPresent() && HOST.matcher(host).matches() && isPort(http) && isPort(management)
                    ? Optional.of(new Worker(
                            name.get(),
                            host,
                            (int) http,
                            (int) management,
                            json.find("start").orElse(null),
                            json.find("container").orElse(""),
                            json.is("isJoining")))
                    : Optional.empty();
        }
    }

    /** Parses a file; empty if it is invalid. */
    public static Optional<GroupStatus> of(Json json) {
        Optional<String> group = json.find("group");
        Optional<State> state = json.find("state").flatMap(State::of);
        long version = json.number("version", 0);
        List<Worker> workers = new ArrayList<>();
        json.items("workers").forEach(worker -> Worker.of(worker).ifPresent(workers::add));
        if (group.isEmpty()
                || state.isEmpty()
                || version < 1
                || workers.size() < json.items("workers").size()) {
            return Optional.empty();
        }
        return Optional.of(new GroupStatus(
                group.get(),
                version,
                state.get(),
                json.find("detail").orElse(null),
                workers,
                json.find("database").orElse(null),
                json.find("at").orElse(null),
                (int) json.number("configuration", 0)));
    }

    /**
     * To a request that cannot be carried out, so that the group is as it was.
     *
     * @param request its text, which need not be valid
     * @param former the answer before; empty if there is none
     */
    public static GroupStatus refused(
            String group, String request, Optional<GroupStatus> former, String why, String at) {
        Json json = Json.readOrEmpty(request);
        long version = json.number("version", 0);
        boolean isKnown = version > 0;
        int configuration = isKnown
                ? (int) json.object("configuration").number("version", 0)
                : former.map(GroupStatus::configuration).orElse(0);
        return new GroupStatus(
                group,
                isKnown ? version : former.map(GroupStatus::version).orElse(1L),
                State.FAILED,
                why,
                former.map(GroupStatus::workers).orElse(List.of()),
                former.isPresent() ? former.get().database() : null,
                at,
                configuration);
    }

    /** A copy with a failure that was found after it was written. */
    public GroupStatus failed(String why) {
        return new GroupStatus(group, version, State.FAILED, why, workers, database, at, configuration);
    }

    /** A copy with another time. */
    public GroupStatus at(@Nullable String time) {
        return new GroupStatus(group, version, state, detail, workers, database, time, configuration);
    }

    /** Its form in the file. */
    public Json json() {
        return Json.object()
                .with("group", group)
                .with("version", version)
                .with("state", state.word())
                .with("detail", detail)
                .withAll(
                        "workers",
                        workers.stream()
                                .map(worker -> Json.object()
                                        .with("name", worker.name())
                                        .with("host", worker.host())
                                        .with("http", worker.http())
                                        .with("management", worker.management())
                                        .with("start", worker.start())
                                        .with("container", worker.container().isEmpty() ? null : worker.container())
                                        .with("isJoining", worker.isJoining() ? true : null))
                                .toList())
                .with("database", database)
                .with("configuration", configuration == 0 ? null : configuration)
                .with("at", at);
    }

    private static boolean isPort(long number) {
        return number > 0 && number <= LAST_PORT;
    }
}
