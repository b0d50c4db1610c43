package dev.slipway.ledger.policy;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.policy.freeze.Freeze;
import dev.slipway.ledger.policy.freeze.Freezes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores the environments' policies. */
@ApplicationScoped
@Transactional
public class PolicyService {

    @Inject
    PolicyRepository policies;

    @Inject
    EnvironmentService environments;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Puts a new version in force.
     *
     * @param baseVersion the version that the change was made from
     * @throws ProblemException if another one is in force; of two concurrent changes, the database accepts one. Also if
     *     its rules on the previous environment are invalid
     */
    Policy change(Environment environment, int baseVersion, ChangePolicyRequest request, String actor) {
        policies.lock(environment.id());
        Rules before = rules(environment);
        int version = before.version();
        if (version != baseVersion) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "Version " + version + " is in force by now. Read it again.");
        }
        expectRequirable(request);
        expectRemovable(request, before.freezes());
        expectKeys(request);
        expectBefore(environment, request);
        Policy policy = new Policy(environment, version + 1, request, actor, clock.instant());
        policies.add(policy);
        changed.fire(Changed.ofEnvironment(Changed.Kind.POLICY, policy.id(), environment.name()));
        return policy;
    }

    /**
     * Adds a freeze to the policy in force, replacing a non-recurring one of the same name, and drops those that are
     * over. Idempotent.
     *
     * @param key the key of the request, if it has one: one that added a freeze adds none again, even if that was
     *     removed since
     * @throws ProblemException if a weekly freeze has its name, it could not be removed by its name, or there are too
     *     many; or the key was used for something else
     */
    Rules freeze(Environment environment, Freeze freeze, String actor, Optional<IdempotencyKey> key) {
        policies.lock(environment.id());
        boolean isRepeated = idempotency.claim(key, environment.id()).isPresent();
        Rules rules = rules(environment);
        if (isRepeated || rules.freezes().items().contains(freeze)) {
            return rules;
        }
        if (!rules.freezes().allows(freeze.name())) {
            throw ProblemException.invalid(List.of(new Violation("name", Freezes.NAME_RULE)));
        }
        List<Freeze> freezes = new ArrayList<>(rules.freezes().current(clock.instant()));
        if (freezes.stream().anyMatch(known -> isNamed(known, freeze.name()) && known.days() != null)) {
            throw new ProblemException(
                    ProblemType.FREEZE_EXISTS,
                    "The freeze “" + freeze.name() + "” of " + environment.name()
                            + " comes every week. Choose another name, or remove it first.",
                    new Violation("name", "is taken"));
        }
        freezes.removeIf(known -> isNamed(known, freeze.name()));
        if (freezes.size() >= Freezes.LIMIT) {
            throw ProblemException.invalid(
                    List.of(new Violation("name", "would be freeze " + (Freezes.LIMIT + 1) + " of this environment")));
        }
        freezes.add(freeze);
        return change(environment, rules.version(), ChangePolicyRequest.of(rules, freezes), actor)
                .rules();
    }

    /**
     * Removes a freeze from the policy in force.
     *
     * @throws ProblemException if there is none of this name
     */
    Rules unfreeze(Environment environment, String name, String actor) {
        policies.lock(environment.id());
        Rules rules = rules(environment);
        List<Freeze> freezes = new ArrayList<>(rules.freezes().items());
        if (!freezes.removeIf(known -> isNamed(known, name))) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    environment.name() + " has no freeze “" + name + "”" + others(freezes) + ".");
        }
        return change(environment, rules.version(), ChangePolicyRequest.of(rules, freezes), actor)
                .rules();
    }

    private static String others(List<Freeze> freezes) {
        return freezes.isEmpty()
                ? ", and no other"
                : "; it has “"
                        + String.join("”, “", freezes.stream().map(Freeze::name).toList()) + "”";
    }

    private static boolean isNamed(Freeze freeze, String name) {
        return freeze.name().equals(name);
    }

    /** A rehearsal comes with the deployment that the gate would let in for it. */
    private static void expectRequirable(ChangePolicyRequest request) {
        int place = request.requiredEvidence().indexOf(Kind.REHEARSAL);
        if (place >= 0) {
            throw ProblemException.invalid(List.of(new Violation(
                    "requiredEvidence[" + place + "]",
                    "cannot be rehearsal, which is made during the deployment; set isRollbackRehearsed")));
        }
    }

    private static void expectRemovable(ChangePolicyRequest request, Freezes before) {
        List<Violation> errors = new ArrayList<>();
        for (int i = 0; i < request.freezes().size(); i++) {
            if (!before.allows(request.freezes().get(i).name())) {
                errors.add(new Violation("freezes[" + i + "].name", Freezes.NAME_RULE));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static void expectKeys(ChangePolicyRequest request) {
        List<AttestationKey> keys = requireNonNullElse(request.attestationKeys(), List.of());
        List<Violation> errors = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (VerificationKey.parse(keys.get(i).publicKey()).isEmpty()) {
                errors.add(new Violation("attestationKeys[" + i + "].publicKey", VerificationKey.RULE));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private void expectBefore(Environment environment, ChangePolicyRequest request) {
        String before = request.promotesFrom();
        if (before == null) {
            List<Violation> errors = new ArrayList<>();
            if (request.soak() != null) {
                errors.add(new Violation("soak", "needs promotesFrom: where a release must run for so long"));
            }
            if (Boolean.TRUE.equals(request.isPromotedAutomatically())) {
                errors.add(
                        new Violation("isPromotedAutomatically", "needs promotesFrom: where the releases come from"));
            }
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
            return;
        }
        Environment from = environments.require(before, "promotesFrom");
        if (!from.isBefore(environment)) {
            throw ProblemException.invalid(List.of(new Violation(
                    "promotesFrom", "must be an environment of a lower rank than " + environment.name())));
        }
    }

    /** The rules in force in this environment. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Rules rules(Environment environment) {
        return policies.newest(environment.id()).map(Policy::rules).orElse(Rules.NONE);
    }
}
