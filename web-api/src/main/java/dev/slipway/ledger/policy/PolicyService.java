package dev.slipway.ledger.policy;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.problem.ProblemException;
import dev.slipway.ledger.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Keeps the environments' policies. */
@ApplicationScoped
@Transactional
public class PolicyService {

    @Inject
    PolicyRepository policies;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Puts a new version in force.
     *
     * @param basis the version that the change was made from
     * @throws ProblemException when another one is in force; of two changes at one moment the database lets one win
     */
    Policy change(Environment environment, int basis, ChangePolicyRequest request, String actor) {
        int version = rules(environment).version();
        if (version != basis) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "Version " + version + " is in force by now. Read it again.");
        }
        Policy policy = new Policy(environment, version + 1, request, actor, clock.instant());
        policies.add(policy);
        changed.fire(new Changed(Changed.Kind.POLICY, policy.id(), null, environment.name()));
        return policy;
    }

    /** What this environment asks of a release now. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Rules rules(Environment environment) {
        return policies.newest(environment.id()).map(Policy::rules).orElse(Rules.NONE);
    }
}
