package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.agent.AgentService;
import dev.slipway.ledger.notification.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what is wrong, as far as the database knows. */
@ApplicationScoped
public class ConditionFinder {

    @Inject
    ConditionRepository conditions;

    @Inject
    AgentService agents;

    @Inject
    Clock clock;

    /** Everything that is wrong now. */
    public List<Condition> present() {
        Instant now = clock.instant();
        List<Condition> found = new ArrayList<>(conditions.recorded());
        found.addAll(Conditions.of(conditions.facts(now), now));
        agents.absentSince().map(Wording::noAgent).ifPresent(found::add);
        return found;
    }

    /** Whether a condition ended only because a worker of the ledger was not seen for too long. */
    public boolean isExpired(Condition.Key key, Instant now) {
        return key.kind().equals(Kind.AWAY.toString())
                && conditions
                        .ledgerWorkerSeenAt(key.subject())
                        .filter(at -> Conditions.isGone(at, now))
                        .isPresent();
    }

    /** Some of the gaps that were detected after a time and not yet notified of. */
    public List<LogGap> newGaps(Instant after) {
        return conditions.newGaps(after);
    }
}
