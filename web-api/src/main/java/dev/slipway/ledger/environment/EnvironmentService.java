package dev.slipway.ledger.environment;

import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the list of environments. */
@ApplicationScoped
@Transactional
public class EnvironmentService {
    private static final int LAST = 9999;

    @Inject
    EnvironmentRepository environments;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    Environment create(CreateEnvironmentRequest request, Optional<IdempotencyKey> key) {
        Environment environment = new Environment(request.name(), request.title(), request.rank(), clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, environment.id());
        if (earlier.isPresent()) {
            return environments.get(earlier.get());
        }
        if (environments.find(environment.name()).isPresent()) {
            throw new ProblemException(
                    ProblemType.ENVIRONMENT_EXISTS,
                    "There is an environment " + environment.name() + " already.",
                    new Violation("name", "is taken"));
        }
        environments.add(environment);
        changed.fire(Changed.ofEnvironment(Changed.Kind.ENVIRONMENT, environment.id(), environment.name()));
        return environment;
    }

    /** The environment of this name; made now, as the last by rank, if there is none. */
    public Environment ensure(String name) {
        return environments.find(name).orElseGet(() -> {
            Environment environment = new Environment(name, name, LAST, clock.instant());
            if (environments.addIfAbsent(environment)) {
                changed.fire(Changed.ofEnvironment(Changed.Kind.ENVIRONMENT, environment.id(), name));
            }
            return environments.find(name).orElseThrow();
        });
    }

    /** The names of all environments, by rank. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<String> names() {
        return environments.names();
    }

    /** The environment of this name. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Environment> find(String name) {
        return environments.find(name);
    }

    /**
     * The environment of this name, which a request refers to.
     *
     * @param field the member of the request that names it
     * @throws ProblemException if there is none
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Environment require(String name, String field) {
        return environments
                .find(name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "There is no environment " + name + ".",
                        new Violation(field, "is not known")));
    }
}
