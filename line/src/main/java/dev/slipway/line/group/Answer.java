package dev.slipway.line.group;

import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a server group that was asked for: the contents of its {@code answer.json}.
 *
 * @param version the version of the definition that this is about
 * @param detail the step that is under way, or why it failed, in one line; null where there is nothing to say
 * @param workers those that there are
 * @param database its database's name; null where it has none
 * @param at when this was written, as ISO 8601; null where nobody says
 * @param configuration the version of the service's configuration that this is about; 0 where nothing was ever set
 */
public record Answer(
        String group,
        long version,
        State state,
        @Nullable String detail,
        List<Worker> workers,
        @Nullable String database,
        @Nullable String at,
        int configuration) {
    private static final int LAST_PORT = 65_535;

    /** Keeps a copy. */
    public Answer {
        workers = List.copyOf(workers);
    }

    /** Of a group that is told nothing by a configuration. */
    public Answer(
            String group,
            long version,
            State state,
            @Nullable String detail,
            List<Worker> workers,
            @Nullable String database,
            @Nullable String at) {
        this(group, version, state, detail, workers, database, at, 0);
    }

    /** How far it is. */
    public enum State {
        /** It is being made, changed or removed. */
        MAKING,
        /** Its workers run as the definition says. */
        READY,
        /** It could not be made; it is tried again. */
        FAILED,
        /** Its workers are gone. */
        REMOVED;

        /** As it is written. */
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
     * @param host where it listens
     * @param http the port for applications
     * @param management the port of its management
     * @param start a digest of all that it is to run with; what it does run with, its management says. Null where nobody says
     * @param container what is said of its container, which only whoever makes it anew can change; empty where it has none
     * @param isJoining whether no request reaches it yet, for it has not what the others run
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
        /** It becomes a part of an address. */
        private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

        /** One on this machine that gets requests, and of which nobody says what it is to run with. */
        public Worker(String name, int http, int management) {
            this(name, LOOPBACK, http, management, null, "", false);
        }

        /** One in a container of its own, which is called as the worker is. */
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

    /** What a file says; empty where that is no answer. */
    public static Optional<Answer> of(Json json) {
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
        return Optional.of(new Answer(
                group.get(),
                version,
                state.get(),
                json.find("detail").orElse(null),
                workers,
                json.find("database").orElse(null),
                json.find("at").orElse(null),
                (int) json.number("configuration", 0)));
    }

    /** The same, with something wrong that nobody saw when it was written. */
    public Answer failed(String why) {
        return new Answer(group, version, State.FAILED, why, workers, database, at, configuration);
    }

    /** As it is written. */
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
