package dev.slipway.ledger.group;

import dev.slipway.ledger.configuration.ConfigurationService;
import dev.slipway.ledger.configuration.ConfiguredPlace;
import dev.slipway.ledger.definition.DefinitionChanged;
import dev.slipway.ledger.definition.DefinitionOperation;
import dev.slipway.ledger.definition.DefinitionVersion;
import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.group.restart.RestartRepository;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maintains server groups: derives their desired state from definitions, and stores the agent's reports. */
@ApplicationScoped
@Transactional
public class ServerGroupService {

    @Inject
    ServerGroupRepository groups;

    @Inject
    RestartRepository restarts;

    @Inject
    EnvironmentService environments;

    @Inject
    ConfigurationService configurations;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    void follow(@Observes DefinitionChanged change) {
        DefinitionVersion version = change.version();
        String dropped = change.dropped();
        List<ServerGroup> existing = groups.lock(version.service().id());
        if (dropped != null && existing.stream().noneMatch(group -> hasData(group, dropped))) {
            throw ProblemException.invalid(List.of(new Violation(
                    "environment", "has no data of " + version.service().name())));
        }
        Set<String> desired = version.definition()
                .map(Definition::environments)
                .map(sizes -> Set.copyOf(sizes.keySet()))
                .orElse(Set.of());
        for (ServerGroup group : existing) {
            boolean isDifferent = desired.contains(group.environment().name())
                    ? apply(group, version)
                    : version.operation() == DefinitionOperation.DATA_DROPPED
                                    || group.environment().name().equals(dropped)
                            ? dropData(group, version)
                            : group.remove(version);
            if (isDifferent) {
                notifyChanged(group);
            }
        }
        Set<String> there =
                existing.stream().map(group -> group.environment().name()).collect(Collectors.toSet());
        desired.stream().filter(name -> !there.contains(name)).forEach(name -> {
            Environment environment = environments.find(name).orElseThrow();
            groups.serialize(version.service().name(), name);
            ServerGroup group = new ServerGroup(
                    environment,
                    version,
                    configurations.newest(version.service().id(), environment.id()));
            groups.add(group);
            notifyChanged(group);
        });
    }

    /**
     * Applies the definition. First drops the configuration that earlier versions of the ledger left in force when they
     * dropped the data.
     */
    private boolean apply(ServerGroup group, DefinitionVersion version) {
        if (group.isDataDropped() && configurations.dropped(place(group)) == 0 && groups.wasConfiguredBefore(group)) {
            dropConfiguration(group, version);
        }
        return group.apply(version);
    }

    /** Also drops the workers' configuration, secrets included: a new definition starts with none. */
    private boolean dropData(ServerGroup group, DefinitionVersion version) {
        boolean isDropped = group.dropData(version);
        if (isDropped) {
            dropConfiguration(group, version);
        }
        return isDropped;
    }

    private void dropConfiguration(ServerGroup group, DefinitionVersion version) {
        configurations
                .drop(place(group), group.configurationVersion(), version.appliedBy())
                .ifPresent(empty -> group.configure(empty.version(), version.appliedAt()));
    }

    private static ConfiguredPlace place(ServerGroup group) {
        return new ConfiguredPlace(group.service(), group.environment());
    }

    private static boolean hasData(ServerGroup group, @Nullable String environment) {
        return group.environment().name().equals(environment) && !group.isDataDropped();
    }

    /**
     * Stores the agent's report on a group.
     *
     * @throws ProblemException if that cannot be so
     */
    ServerGroupResponse report(String service, String environment, ReportGroupRequest report) {
        ServerGroup group = groups.lock(service, environment).orElseThrow(NotFoundException::new);
        GroupState state = GroupState.of(report.state());
        if (report.workers() != null) {
            checkNames(group, report.workers());
        }
        if (!group.allows(report.version(), state)) {
            throw new ProblemException(
                    ProblemType.SERVER_GROUP_STATE,
                    "Version " + group.wantedVersion() + " wants " + group.name() + " to be "
                            + (group.isRemoved() ? "removed." : "ready."));
        }
        group.report(report.version(), state, report.detail(), report.workers(), clock.instant());
        notifyChanged(group);
        return ServerGroupResponse.of(group, restarts.newest(group).orElse(null));
    }

    /** The identity of a group that is not removed, of that service in that environment. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<UUID> find(String service, String environment) {
        return groups.find(service, environment)
                .filter(group -> !group.isRemoved())
                .map(ServerGroup::id);
    }

    /** Whether a service has a group there that is not removed, and a database. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean hasDatabase(String service, String environment) {
        return groups.find(service, environment)
                .filter(group -> !group.isRemoved())
                .filter(group -> group.definition().database() != null)
                .isPresent();
    }

    /** The workers of all groups that are not removed, as the agent reported them, by name. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<ReportedWorker> reportedWorkers() {
        return groups.reportedWorkers();
    }

    /** Whether a group that is not removed has a worker of this name. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean has(String service, String environment, String worker) {
        return groups.find(service, environment)
                .filter(group -> !group.isRemoved())
                .filter(group ->
                        group.workers().stream().anyMatch(one -> one.name().equals(worker)))
                .isPresent();
    }

    /**
     * The desired configuration version of a group's workers, locked until the end of the transaction; empty if there is no group, or it
     * is removed. None is made until then, either.
     */
    public Optional<Integer> lockConfiguration(String service, String environment) {
        groups.serialize(service, environment);
        return groups.lock(service, environment)
                .filter(group -> !group.isRemoved())
                .map(ServerGroup::configurationVersion);
    }

    /**
     * The desired configuration version of a group's workers, even of a removed one; empty if there never was one.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Integer> configuration(String service, String environment) {
        return groups.find(service, environment).map(ServerGroup::configurationVersion);
    }

    /**
     * Sets the desired configuration version of a group, if there is one; ignores versions from before its data were
     * dropped, even if it is defined again.
     */
    public void configure(String service, String environment, int version) {
        groups.lock(service, environment)
                .filter(group -> group.configurationVersion() != version)
                .filter(group -> version >= configurations.dropped(place(group)))
                .ifPresent(group -> {
                    group.configure(version, clock.instant());
                    notifyChanged(group);
                });
    }

    private static void checkNames(ServerGroup group, List<GroupWorker> workers) {
        Pattern form = Pattern.compile(Pattern.quote(group.name()) + "-[1-9][0-9]?");
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            if (!form.matcher(workers.get(i).name()).matches()) {
                violations.add(new Violation(
                        "workers[" + i + "].name", "must be " + group.name() + "-1, " + group.name() + "-2 …"));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }

    private void notifyChanged(ServerGroup group) {
        changed.fire(new Changed(
                Changed.Kind.GROUP,
                group.id(),
                group.service().name(),
                group.environment().name()));
    }
}
