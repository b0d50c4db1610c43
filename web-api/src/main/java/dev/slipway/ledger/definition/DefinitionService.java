package dev.slipway.ledger.definition;

import dev.slipway.ledger.definition.reading.DefaultDefinition;
import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.definition.reading.DefinitionReader;
import dev.slipway.ledger.definition.reading.Mistake;
import dev.slipway.ledger.definition.reading.Reading;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the services' definitions. */
@ApplicationScoped
@Transactional
public class DefinitionService {

    @Inject
    DefinitionRepository definitions;

    @Inject
    ServiceService services;

    @Inject
    EnvironmentService environments;

    @Inject
    Event<DefinitionChanged> applied;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Applies a definition. A file that says the same as the one in force, in whatever YAML, changes nothing.
     *
     * @param isDryRun whether to return the differences only
     * @param base the version that it was made from
     * @throws ProblemException with all its mistakes, if it has any; if another version is in force; or while the data
     *     of an environment that it names are being dropped
     */
    DefinitionResponse apply(String service, String yaml, String actor, boolean isDryRun, BaseVersion base) {
        definitions.lock();
        Definition definition = read(service, yaml);
        Optional<DefinitionVersion> newest = definitions.newest(service);
        Definition before = newest.flatMap(DefinitionVersion::definition).orElse(null);
        List<String> changes = Difference.between(before, definition);
        if (newest.isPresent() && changes.isEmpty()) {
            return DefinitionResponse.unchanged(newest.get());
        }
        base.expect(newest);
        int version = newest.map(DefinitionVersion::version).orElse(0) + 1;
        if (isDryRun) {
            return new DefinitionResponse(
                    service, version, DefinitionOperation.APPLIED, yaml, definition, false, changes, null, null);
        }
        return add(new DefinitionVersion(
                services.ensure(service, definition.title()),
                version,
                yaml,
                definition,
                changes,
                actor,
                clock.instant()));
    }

    /**
     * Removes a definition: its workers and hosts go, its client is disabled, its data stay. Idempotent.
     *
     * @param dropsData whether to drop the data of a definition that was removed before
     * @param base the version that is to be removed
     * @throws ProblemException if the data of one that was not removed are to be dropped; or if another version is in
     *     force
     */
    DefinitionResponse remove(String service, String actor, boolean dropsData, BaseVersion base) {
        definitions.lock();
        DefinitionVersion newest = definitions.newest(service).orElseThrow(NotFoundException::new);
        Optional<Definition> before = newest.definition();
        if (before.isPresent() && dropsData) {
            throw new ProblemException(
                    ProblemType.DATA_IN_USE,
                    "Only a removed service's data can be dropped: remove the definition of " + service
                            + " without data=drop first, then again with it. For those of one environment:"
                            + " data=drop-environment.");
        }
        boolean isDone = newest.operation() == DefinitionOperation.DATA_DROPPED;
        if (before.isEmpty() && (isDone || !dropsData)) {
            return DefinitionResponse.unchanged(newest);
        }
        base.expect(Optional.of(newest));
        return add(new DefinitionVersion(
                newest.service(),
                newest.version() + 1,
                dropsData ? DefinitionOperation.DATA_DROPPED : DefinitionOperation.REMOVED,
                dropsData ? List.of("data: kept → dropped") : Difference.between(before.orElse(null), null),
                actor,
                clock.instant()));
    }

    /**
     * Drops the data of an environment that the definition no longer names.
     *
     * @param base the version that does not name it
     * @throws ProblemException if it still names it, or there are no data; or if another version is in force
     */
    DefinitionResponse dropData(String service, String environment, String actor, BaseVersion base) {
        definitions.lock();
        DefinitionVersion newest = definitions.newest(service).orElseThrow(NotFoundException::new);
        if (newest.definition()
                .filter(definition -> definition.environments().containsKey(environment))
                .isPresent()) {
            throw new ProblemException(
                    ProblemType.DATA_IN_USE,
                    "Only a removed environment's data can be dropped: remove " + environment
                            + " from the definition of " + service + " first.");
        }
        List<String> changes = List.of("environments." + environment + ": data kept → dropped");
        if (newest.changes().equals(changes)) {
            return DefinitionResponse.unchanged(newest);
        }
        base.expect(Optional.of(newest));
        return add(newest.nextVersion(changes, actor, clock.instant()), environment);
    }

    private DefinitionResponse add(DefinitionVersion version) {
        return add(version, null);
    }

    private DefinitionResponse add(DefinitionVersion version, @Nullable String dropped) {
        Service service = version.service();
        definitions.add(version);
        applied.fire(new DefinitionChanged(version, dropped));
        changed.fire(Changed.ofService(Changed.Kind.DEFINITION, version.id(), service.name()));
        return DefinitionResponse.of(version);
    }

    /**
     * Ensures that a service which is to be deployed has its own workers in an environment: a service without a
     * definition gets a minimal one, which each further environment of a deployment is added to. The ledger itself
     * needs none.
     *
     * @param contextRoot the application's context root; null if not stated
     * @param probe the path of the health check; null if not stated
     * @param actor who deploys it, and needs no other right
     * @throws ProblemException if its definition has no workers there, or its names are not available
     */
    public void provide(
            String service, String environment, @Nullable String contextRoot, @Nullable String probe, String actor) {
        if (service.equals(GroupNames.LEDGER)) {
            return;
        }
        Optional<DefinitionVersion> newest = definitions.newest(service);
        if (isDue(newest, environment)) {
            definitions.lock();
            newest = definitions.newest(service);
        }
        if (isDue(newest, environment)) {
            provide(
                    service,
                    newest,
                    newest.flatMap(DefinitionVersion::yaml)
                            .map(yaml -> DefaultDefinition.yaml(yaml, environment))
                            .orElseGet(() -> DefaultDefinition.yaml(service, environment, contextRoot, probe)),
                    actor);
            return;
        }
        newest.flatMap(version -> MissingWorkers.of(version, environment)).ifPresent(missing -> {
            throw missing.problem();
        });
    }

    private static boolean isDue(Optional<DefinitionVersion> newest, String environment) {
        return newest.isEmpty()
                || newest.get().isDefault()
                        && MissingWorkers.of(newest.get(), environment).isPresent();
    }

    private void provide(String service, Optional<DefinitionVersion> newest, String yaml, String actor) {
        Definition definition = read(
                service,
                yaml,
                mistakes -> ProblemException.invalid(mistakes.stream()
                        .map(mistake -> new Violation("service", mistake.rule()))
                        .toList()));
        add(DefinitionVersion.byDefault(
                services.ensure(service, definition.title()),
                newest.map(DefinitionVersion::version).orElse(0) + 1,
                yaml,
                definition,
                Difference.between(newest.flatMap(DefinitionVersion::definition).orElse(null), definition),
                actor,
                clock.instant()));
    }

    private Definition read(String service, String yaml) {
        if (!Text.isName(service)) {
            throw ProblemException.invalid(List.of(new Violation("service", Text.NAME_RULE)));
        }
        return read(service, yaml, DefinitionService::refusal);
    }

    private Definition read(String service, String yaml, Function<List<Mistake>, ProblemException> refusal) {
        Reading reading = DefinitionReader.read(yaml, service, environments.names());
        Definition definition = reading.definition();
        List<Mistake> mistakes = definition == null ? reading.mistakes() : namesOf(definition, reading);
        if (definition == null || !mistakes.isEmpty()) {
            throw refusal.apply(mistakes);
        }
        refuseWhileDropping(definition);
        return definition;
    }

    /** Otherwise the agent would never learn of the drop, and make the workers with the old data. */
    private void refuseWhileDropping(Definition definition) {
        List<String> dropping = definitions.dropping(
                definition.service(), definition.environments().keySet());
        if (!dropping.isEmpty()) {
            throw new ProblemException(
                    ProblemType.DATA_BEING_DROPPED,
                    "The data of " + definition.service() + " in " + String.join(" and ", dropping)
                            + " are still being dropped. Apply the definition when that is done.");
        }
    }

    private List<Mistake> namesOf(Definition definition, Reading reading) {
        return GroupNames.check(
                definition, reading, definitions.taken(definition.service(), GroupNames.of(definition)));
    }

    private static ProblemException refusal(List<Mistake> mistakes) {
        String first = mistakes.get(0).toString();
        return new ProblemException(
                ProblemType.INVALID_DEFINITION,
                mistakes.size() == 1
                        ? first + "."
                        : "There are " + mistakes.size() + " mistakes, the first in " + first + ".",
                mistakes.stream().map(Mistake::violation).toArray(Violation[]::new));
    }
}
