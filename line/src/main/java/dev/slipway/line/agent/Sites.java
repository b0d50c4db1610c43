package dev.slipway.line.agent;

import dev.slipway.line.group.Answer;
import dev.slipway.line.roll.Rollout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which workers each service runs on: those of its own server group; on the ledger's, nothing but the ledger. */
final class Sites {
    private final Site own;
    private final String environment;
    private final GroupFiles files;
    private final BiFunction<AskedGroup, Answer, Site> maker;
    private final Map<String, Made> made = new HashMap<>();

    /**
     * Those of a line.
     *
     * @param own the ledger's workers
     * @param environment the environment that these are
     * @param maker reaches the workers of a group
     */
    Sites(Site own, String environment, GroupFiles files, BiFunction<AskedGroup, Answer, Site> maker) {
        this.own = own;
        this.environment = environment;
        this.files = files;
        this.maker = maker;
    }

    private record Made(List<Answer.Worker> workers, String host, Site site) {}

    /** Where something could be deployed to, or why that has to wait. */
    sealed interface Place {
        /** These workers. */
        record Ready(Site site) implements Place {}

        /** They are being made. */
        record Making(String why) implements Place {}
    }

    /** What is asked for of server groups, and what has come of that. */
    GroupFiles files() {
        return files;
    }

    /** What each of a service's workers is to be started with, by its name, as far as anybody says so. */
    Map<String, String> starts(String service, String where) throws IOException {
        Map<String, String> starts = new TreeMap<>();
        Optional<AskedGroup> group = files.asked(service, where);
        if (group.isPresent()) {
            files.answer(group.get().group())
                    .ifPresent(answer -> answer.workers().forEach(worker -> {
                        if (worker.start() != null) {
                            starts.put(worker.name(), worker.start());
                        }
                    }));
        }
        return starts;
    }

    /** The ledger's own workers. */
    Site own() {
        return own;
    }

    /**
     * Where a service is deployed to.
     *
     * @throws PreparationException where it cannot be, and waiting would not help
     */
    Place find(String service, String where) throws IOException, PreparationException {
        return find(service, where, null);
    }

    /**
     * The same.
     *
     * @param configuration the version of its configuration that its workers are to be started with; null where any will do
     */
    Place find(String service, String where, @Nullable Integer configuration) throws IOException, PreparationException {
        if (service.equals(Rollout.LEDGER)) {
            if (where.equals(environment)) {
                return new Place.Ready(own);
            }
            throw new PreparationException(
                    "The ledger's workers are in " + environment + ", and in no other environment.");
        }
        Optional<AskedGroup> asked = files.asked(service, where);
        if (asked.isEmpty()) {
            throw new PreparationException(service + " has no workers in " + where
                    + ". To give it some, name that environment in its definition: slipway services apply FILE");
        }
        AskedGroup group = asked.get();
        if (group.isRemoved()) {
            throw new PreparationException(group.workers()
                    + " are being removed, for so its definition says: slipway services show " + service);
        }
        if (configuration != null && group.configuration() != configuration) {
            return preparing(configuration, group);
        }
        Optional<Answer> said = files.answer(group.group()).filter(one -> one.version() == group.version());
        if (said.isPresent() && said.get().configuration() != group.configuration()) {
            return preparing(group.configuration(), group);
        }
        Answer answer = said.orElse(null);
        if (answer == null || answer.state() == Answer.State.REMOVED) {
            return new Place.Making(group.workers() + " are being made: nobody has begun");
        }
        return switch (answer.state()) {
            case READY -> new Place.Ready(site(group, answer));
            case FAILED ->
                throw new PreparationException(group.workers() + " could not be made: "
                        + Objects.requireNonNullElse(answer.detail(), "nobody says why"));
            default ->
                new Place.Making(
                        group.workers() + " are being made" + (answer.detail() == null ? "" : ": " + answer.detail()));
        };
    }

    private static Place preparing(long configuration, AskedGroup group) {
        return new Place.Making(
                "version " + configuration + " of the configuration is being prepared for " + group.workers());
    }

    /** Where something was begun, whatever has become of it since then: there may be fewer workers now, or none. */
    Site of(Task task) throws IOException {
        String service = Objects.requireNonNullElse(task.service(), "");
        if (service.equals(Rollout.LEDGER)) {
            return task.environment().equals(environment) ? own : own.without();
        }
        Optional<AskedGroup> group = files.asked(service, task.environment());
        Optional<Answer> answer =
                group.isEmpty() ? Optional.empty() : files.answer(group.get().group());
        return answer.isPresent() ? site(group.get(), answer.get()) : own.without();
    }

    /** Restarts the workers of a group, one after the other. */
    RestartFile.Kept restart(
            Task task, RestartFile file, RestartFile.Kept begun, AgentApi api, Consumer<StepReport> reports)
            throws IOException {
        Optional<AskedGroup> group = files.asked(Objects.requireNonNullElse(task.service(), ""), task.environment());
        Optional<Answer> answer = group.isEmpty()
                ? Optional.empty()
                : files.answer(group.get().group()).filter(one -> !one.workers().isEmpty());
        return group.isEmpty() || answer.isEmpty()
                ? begun.ended(RestartFile.FAILED, "It has no workers any more.")
                : new RestartRun(site(group.get(), answer.get()), answer.get(), file, begun, api, reports).run();
    }

    /** The worker of a rehearsal; whoever has it closes it. */
    Site ofRehearsal(AskedGroup rehearsal, Answer answer) {
        return maker.apply(rehearsal, answer);
    }

    /** The workers of a group, as far as there are any. */
    Optional<Site> of(AskedGroup group) throws IOException {
        return files.answer(group.group())
                .filter(answer -> !answer.workers().isEmpty())
                .map(answer -> site(group, answer));
    }

    /** The services that have workers of their own in an environment, by name. */
    List<String> services(String where) throws IOException {
        List<String> services = new ArrayList<>();
        for (AskedGroup group : files.asked()) {
            if (group.environment().equals(where) && !group.isRemoved()) {
                services.add(group.service());
            }
        }
        return services;
    }

    /** Whether the ledger's workers are in that environment. */
    boolean isOwn(String where) {
        return where.equals(environment);
    }

    /** Connections are kept for as long as the workers are the same. */
    private Site site(AskedGroup group, Answer answer) {
        Made before = made.get(group.group());
        if (before != null
                && before.workers().equals(answer.workers())
                && before.host().equals(group.host())) {
            return before.site();
        }
        if (before != null) {
            before.site().close();
        }
        Site site = maker.apply(group, answer);
        made.put(group.group(), new Made(answer.workers(), group.host(), site));
        return site;
    }
}
