package dev.slipway.ledger.group;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.definition.DefinitionVersion;
import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The workers that run one service in one environment: their desired state, and the last report of the actual one. */
@Entity
public class ServerGroup {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Service service;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Environment environment;

    private String name;
    private String host;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private DefinitionVersion definition;

    private int wantedVersion;
    private @Nullable Integer madeVersion;
    private GroupState state;
    private @Nullable String detail;
    private GroupWorkers workers;
    private boolean isRemoved;
    private boolean isDataDropped;
    private @Nullable Instant reportedAt;
    private Instant changedAt;
    private int configurationVersion;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected ServerGroup() {}

    /**
     * A new group.
     *
     * @param configuration the newest version of its service's configuration there; 0 if there is none
     */
    ServerGroup(Environment environment, DefinitionVersion definition, int configuration) {
        this.id = Uuid7.at(definition.appliedAt());
        this.service = definition.service();
        this.environment = environment;
        this.name = GroupNames.group(service.name(), environment.name());
        this.host = GroupNames.host(service.name(), environment.name());
        this.workers = GroupWorkers.NONE;
        this.definition = definition;
        this.wantedVersion = definition.version();
        this.state = GroupState.WAITING;
        this.changedAt = definition.appliedAt();
        this.configurationVersion = configuration;
    }

    /**
     * Applies a definition.
     *
     * @return whether anything changed
     */
    boolean apply(DefinitionVersion version) {
        Definition now = version.definition().orElseThrow();
        if (!isRemoved && now.in(environment.name()).equals(definition().in(environment.name()))) {
            return false;
        }
        definition = version;
        isRemoved = false;
        isDataDropped = false;
        change(version, GroupState.WAITING);
        return true;
    }

    /**
     * Requests its removal.
     *
     * @return whether anything changed
     */
    boolean remove(DefinitionVersion since) {
        if (isRemoved) {
            return false;
        }
        isRemoved = true;
        change(since, GroupState.REMOVING);
        return true;
    }

    /**
     * Requests that its data be dropped.
     *
     * @return whether anything changed
     */
    boolean dropData(DefinitionVersion since) {
        if (!isRemoved || isDataDropped) {
            return false;
        }
        isDataDropped = true;
        change(since, GroupState.REMOVING);
        return true;
    }

    private void change(DefinitionVersion version, GroupState next) {
        wantedVersion = version.version();
        state = next;
        detail = null;
        changedAt = version.appliedAt();
    }

    /**
     * Stores the agent's report on a version. A report on an outdated version only records that it was made.
     *
     * @param found the present workers; null if not reported
     * @param now the time of the report
     */
    void report(
            int version, GroupState reported, @Nullable String text, @Nullable List<GroupWorker> found, Instant now) {
        reportedAt = now;
        if (reported == GroupState.READY || reported == GroupState.REMOVED) {
            madeVersion = version;
        }
        if (version == wantedVersion) {
            state = isRemoved && reported == GroupState.MAKING ? GroupState.REMOVING : reported;
            detail = text;
            if (found != null) {
                workers = new GroupWorkers(found);
            } else if (reported == GroupState.REMOVED) {
                workers = GroupWorkers.NONE;
            }
        }
    }

    /** Whether a report of this state is plausible for the desired state in this version. */
    boolean allows(int version, GroupState reported) {
        if (version != wantedVersion) {
            return version < wantedVersion;
        }
        return reported != (isRemoved ? GroupState.READY : GroupState.REMOVED);
    }

    /** Sets the desired version of its workers' configuration. */
    void configure(int version, Instant now) {
        configurationVersion = version;
        changedAt = now;
    }

    /** The desired version of its workers' configuration; 0 if nothing was ever set. */
    int configurationVersion() {
        return configurationVersion;
    }

    /** The definition that last described it. */
    Definition definition() {
        return definition.definition().orElseThrow();
    }

    /** Who applied that. */
    public String appliedBy() {
        return definition.appliedBy();
    }

    /** When its desired state last changed. */
    Instant changedAt() {
        return changedAt;
    }

    /** Its size by that definition. */
    Definition.Size size() {
        return Objects.requireNonNull(definition().environments().get(environment.name()), name);
    }

    public UUID id() {
        return id;
    }

    public Service service() {
        return service;
    }

    public Environment environment() {
        return environment;
    }

    public String name() {
        return name;
    }

    String host() {
        return host;
    }

    int wantedVersion() {
        return wantedVersion;
    }

    Optional<Integer> madeVersion() {
        return Optional.ofNullable(madeVersion);
    }

    public GroupState state() {
        return state;
    }

    Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    public List<GroupWorker> workers() {
        return workers.items();
    }

    public boolean isRemoved() {
        return isRemoved;
    }

    boolean isDataDropped() {
        return isDataDropped;
    }

    Optional<Instant> reportedAt() {
        return Optional.ofNullable(reportedAt);
    }
}
