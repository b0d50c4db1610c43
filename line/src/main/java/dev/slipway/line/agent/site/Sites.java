package dev.slipway.line.agent.site;

import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.group.WorkState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the workers of a service: its server group; the ledger's own workers run only the ledger. */
public final class Sites {
    private final Site own;
    private final String environment;
    private final GroupFiles files;
    private final BiFunction<DesiredGroup, GroupStatus, Site> maker;
    private final Map<String, Made> sites = new HashMap<>();

    /**
     * Those of a line.
     *
     * @param own the ledger's workers
     * @param environment the environment that these are
     * @param maker connects to the workers of a group
     */
    public Sites(Site own, String environment, GroupFiles files, BiFunction<DesiredGroup, GroupStatus, Site> maker) {
        this.own = own;
        this.environment = environment;
        this.files = files;
        this.maker = maker;
    }

    private record Made(DesiredGroup group, List<GroupStatus.Worker> workers, Site site) {}

    /** A service's workers, or why they are not ready yet. */
    public sealed interface Availability {
        /** The workers are ready. */
        record Ready(Site site) implements Availability {}

        /** The workers are being prepared. */
        record Preparing(String why) implements Availability {}
    }

    /** The requests and answers for server groups. */
    public GroupFiles files() {
        return files;
    }

    /** The start digest that each of a service's workers should have, by name, if known. */
    public Map<String, String> starts(String service, String where) throws IOException {
        Map<String, String> starts = new TreeMap<>();
        Optional<DesiredGroup> group = files.requested(service, where);
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
    public Site own() {
        return own;
    }

    /**
     * The workers to deploy a service to.
     *
     * @throws PreparationException if there are none and waiting would not help
     */
    public Availability find(String service, String where) throws IOException, PreparationException {
        return find(service, where, null);
    }

    /**
     * The same.
     *
     * @param configuration the configuration version that its workers must be started with; null for any
     */
    public Availability find(String service, String where, @Nullable Integer configuration)
            throws IOException, PreparationException {
        if (service.equals(Services.LEDGER)) {
            if (where.equals(environment)) {
                return new Availability.Ready(own);
            }
            throw new PreparationException(
                    "The ledger's workers are in " + environment + ", and in no other environment.");
        }
        Optional<DesiredGroup> desired = files.requested(service, where);
        if (desired.isEmpty()) {
            throw new PreparationException(service + " has no workers in " + where
                    + ". To give it some, name that environment in its definition: slipway services apply FILE");
        }
        DesiredGroup group = desired.get();
        if (group.isRemoved()) {
            throw new PreparationException(
                    group.workers() + " are being removed, as its definition says: slipway services show " + service);
        }
        if (configuration != null && group.configuration() != configuration) {
            return preparing(configuration, group);
        }
        Optional<GroupStatus> current = files.answer(group.group()).filter(one -> one.version() == group.version());
        if (current.isPresent() && current.get().configuration() != group.configuration()) {
            return preparing(group.configuration(), group);
        }
        GroupStatus answer = current.orElse(null);
        if (answer == null || answer.state() == GroupStatus.State.REMOVED) {
            return new Availability.Preparing(group.workers() + " are being prepared: not started yet");
        }
        return switch (answer.state()) {
            case READY -> new Availability.Ready(site(group, answer));
            case FAILED ->
                throw new PreparationException(group.workers() + " could not be created: "
                        + Objects.requireNonNullElse(answer.detail(), "no reason is known"));
            default ->
                new Availability.Preparing(group.workers() + " are being prepared"
                        + (answer.detail() == null ? "" : ": " + answer.detail()));
        };
    }

    private static Availability preparing(long configuration, DesiredGroup group) {
        return new Availability.Preparing(
                "version " + configuration + " of the configuration is being prepared for " + group.workers());
    }

    /** The workers of a deployment begun earlier; there may be fewer now, or none. */
    public Site of(DeploymentTask task) throws IOException {
        if (task.service().equals(Services.LEDGER)) {
            return task.environment().equals(environment) ? own : own.without();
        }
        Optional<DesiredGroup> group = files.requested(task.service(), task.environment());
        Optional<GroupStatus> answer =
                group.isEmpty() ? Optional.empty() : files.answer(group.get().group());
        return answer.isPresent() ? site(group.get(), answer.get()) : own.without();
    }

    /** Runs a rolling restart of a group's workers. */
    public RestartFile.Saved restart(
            RestartFile file, RestartFile.Saved begun, AgentApi api, Consumer<StepReport> reports) throws IOException {
        Optional<RestartRun> run = run(file, begun, api, reports);
        return run.isPresent() ? run.get().run() : begun.ended(WorkState.FAILED, "It has no workers any more.");
    }

    /**
     * Ends a rolling restart that the ledger has given up: the workers that it drained get requests again.
     *
     * @throws BalancerException if httpd did not take that change for each of them
     */
    public void giveUp(RestartFile file, RestartFile.Saved left, AgentApi api, Consumer<StepReport> reports)
            throws IOException, BalancerException {
        Optional<RestartRun> run = run(file, left, api, reports);
        if (run.isPresent()) {
            run.get().giveUp();
        }
    }

    private Optional<RestartRun> run(
            RestartFile file, RestartFile.Saved saved, AgentApi api, Consumer<StepReport> reports) throws IOException {
        RestartTask task = saved.task();
        Optional<DesiredGroup> group = files.requested(task.service(), task.environment());
        Optional<GroupStatus> answer = group.isEmpty()
                ? Optional.empty()
                : files.answer(group.get().group()).filter(one -> !one.workers().isEmpty());
        return group.isEmpty() || answer.isEmpty()
                ? Optional.empty()
                : Optional.of(new RestartRun(site(group.get(), answer.get()), answer.get(), file, saved, api, reports));
    }

    /** The worker of a rehearsal; the caller closes it. */
    public Site ofRehearsal(DesiredGroup rehearsal, GroupStatus answer) {
        return maker.apply(rehearsal, answer);
    }

    /** The workers of a group, if any. */
    public Optional<Site> of(DesiredGroup group) throws IOException {
        return files.answer(group.group())
                .filter(answer -> !answer.workers().isEmpty())
                .map(answer -> site(group, answer));
    }

    /** The services that have workers of their own in an environment, by name. */
    public List<String> services(String where) throws IOException {
        List<String> services = new ArrayList<>();
        for (DesiredGroup group : files.requested()) {
            if (group.environment().equals(where) && !group.isRemoved()) {
                services.add(group.service());
            }
        }
        return services;
    }

    /** Whether the ledger's workers are in that environment. */
    public boolean isOwn(String where) {
        return where.equals(environment);
    }

    /**
     * Closes the connections to groups that are removed, or no longer desired.
     *
     * @param where in which environments; nobody may be at work there
     */
    public synchronized void closeGone(Predicate<String> where) throws IOException {
        Set<String> desired = new HashSet<>();
        for (DesiredGroup group : files.requested()) {
            if (!group.isRemoved()) {
                desired.add(group.group());
            }
        }
        sites.values().removeIf(known -> {
            boolean isGone = where.test(known.group().environment())
                    && !desired.contains(known.group().group());
            if (isGone) {
                known.site().close();
            }
            return isGone;
        });
    }

    /** Connections are reused while the workers stay the same. */
    private synchronized Site site(DesiredGroup group, GroupStatus answer) {
        Made before = sites.get(group.group());
        if (before != null
                && before.workers().equals(answer.workers())
                && before.group().host().equals(group.host())) {
            return before.site();
        }
        if (before != null) {
            before.site().close();
        }
        Site site = maker.apply(group, answer);
        sites.put(group.group(), new Made(group, answer.workers(), site));
        return site;
    }
}
