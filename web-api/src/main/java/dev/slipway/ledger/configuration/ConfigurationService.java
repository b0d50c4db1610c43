package dev.slipway.ledger.configuration;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.configuration.key.KeyRepository;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores the versions of configurations. Requests determine which of them is in force. */
@ApplicationScoped
@Transactional
public class ConfigurationService {
    /** Why there is a version that {@link #drop} made, and no other. */
    static final String DATA_DROPPED = "the data were dropped";

    @Inject
    ConfigurationRepository configurations;

    @Inject
    KeyRepository keys;

    @Inject
    ServiceService services;

    @Inject
    EnvironmentService environments;

    @Inject
    EventService events;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** The service and environment of these names; empty if either is unknown. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<ConfiguredPlace> place(String service, String environment) {
        return services.find(service)
                .flatMap(found -> environments.find(environment).map(where -> new ConfiguredPlace(found, where)));
    }

    /** Serializes changes of a configuration until the end of the transaction. Taken before any other lock. */
    public void lock(ConfiguredPlace place) {
        configurations.lock(place.service().id(), place.environment().id());
    }

    /** The number of a place's newest version, whether or not it ever ran; 0 if there is none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public int newest(ConfiguredPlace place) {
        return newest(place.service().id(), place.environment().id());
    }

    /** The number of the newest version of a service's configuration in an environment; 0 if there is none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public int newest(UUID service, UUID environment) {
        return configurations.newest(service, environment);
    }

    /** A version by its identity. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<ConfigurationVersion> find(UUID id) {
        return configurations.find(id);
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<ConfigurationVersion> find(ConfiguredPlace place, int version) {
        return configurations.find(place.service().id(), place.environment().id(), version);
    }

    /** The content of a version; empty for 0, and for one that does not exist. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Snapshot snapshot(ConfiguredPlace place, int version) {
        return find(place, version).map(ConfigurationVersion::snapshot).orElse(Snapshot.EMPTY);
    }

    /** The differences of a version to another one, for people. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<String> changes(ConfiguredPlace place, int from, int to) {
        return snapshot(place, from).changesTo(snapshot(place, to));
    }

    /**
     * Makes a version by applying a change to another one.
     *
     * @param base the number of the other
     * @param inForce the number of the one in force, which the differences are to: approvers see them, and the other may wait still
     * @param id the id of the new version
     * @return empty if nothing would change
     * @throws ProblemException with everything that is wrong with the change
     */
    public Optional<ConfigurationVersion> change(
            ConfiguredPlace place, int base, int inForce, ChangeConfigurationRequest change, UUID id, String actor) {
        Snapshot before = snapshot(place, base);
        List<Violation> violations = ChangeRules.violations(
                change,
                new SealedText(
                        place.service().name(),
                        place.environment().name(),
                        kid -> keys.find(kid).isPresent()),
                before);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        Snapshot after = change.appliedTo(before, actor, clock.instant());
        if (before.isSameAs(after)) {
            return Optional.empty();
        }
        ChangeRules.objection(after).ifPresent(objection -> {
            throw ProblemException.invalid(List.of(new Violation("set", objection)));
        });
        Snapshot replaced = base == inForce ? before : snapshot(place, inForce);
        return Optional.of(add(place, id, replaced, after, change.reason(), actor));
    }

    /** Makes a version with the content of an earlier one. */
    public ConfigurationVersion restore(
            ConfiguredPlace place, int current, Snapshot earlier, String reason, String actor) {
        return add(place, Uuid7.at(clock.instant()), snapshot(place, current), earlier, reason, actor);
    }

    /**
     * Makes an empty version where a service's data are dropped: none of the earlier ones may be in force again. The
     * group is locked, as it is by every change of a configuration that has one.
     *
     * @param current the number of the version in force
     * @return empty if nothing was ever set there
     */
    public Optional<ConfigurationVersion> drop(ConfiguredPlace place, int current, String actor) {
        return newest(place) == 0
                ? Optional.empty()
                : Optional.of(restore(place, current, Snapshot.EMPTY, DATA_DROPPED, actor));
    }

    /** The number of the version that the last {@link #drop} made; 0 if there was none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public int dropped(ConfiguredPlace place) {
        return configurations.newest(place.service().id(), place.environment().id(), DATA_DROPPED);
    }

    private ConfigurationVersion add(
            ConfiguredPlace place, UUID id, Snapshot before, Snapshot after, @Nullable String reason, String actor) {
        ConfigurationVersion version = new ConfigurationVersion(
                id, place, newest(place) + 1, after, before.changesTo(after), reason, actor, clock.instant());
        configurations.add(version);
        events.append(new LedgerEvent(
                LedgerEvent.API,
                version.id().toString(),
                "configuration.changed",
                Json.text(ConfigurationVersionResponse.of(version)),
                version.changedAt()));
        changed.fire(new Changed(
                Changed.Kind.CONFIGURATION,
                version.id(),
                place.service().name(),
                place.environment().name()));
        return version;
    }
}
