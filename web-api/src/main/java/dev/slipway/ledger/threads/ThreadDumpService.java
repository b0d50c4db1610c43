package dev.slipway.ledger.threads;

import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.feed.PollAnswer;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores thread dumps for some minutes. */
@ApplicationScoped
@Transactional
public class ThreadDumpService {
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** An agent that takes longer is dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An earlier one is deleted too soon for another requester to wait for it. */
    private static final Duration SHARED = KEPT.dividedBy(2);

    private static final int MOST = 100;
    private static final int MOST_OF_ONE = 30;

    @Inject
    ThreadDumpRepository dumps;

    @Inject
    ServerGroupService groups;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Requests a thread dump; further requesters share one of the same worker that is in progress.
     *
     * @throws ProblemException if the key's dump is deleted, or there are too many
     */
    ThreadDump requestDump(
            String service, String environment, String worker, String actor, Optional<IdempotencyKey> key) {
        if (!groups.has(service, environment, worker)) {
            throw new NotFoundException();
        }
        Instant now = clock.instant();
        dumps.removeBefore(now.minus(KEPT));
        Optional<ThreadDump> underWay = dumps.unanswered(service, environment, worker, now.minus(SHARED));
        ThreadDump dump = underWay.orElseGet(() -> new ThreadDump(worker, service, environment, actor, now));
        Optional<UUID> earlier = idempotency.claim(key, dump.id());
        if (earlier.isPresent()) {
            return dumps.find(earlier.get())
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND,
                            "The thread dump that you requested is deleted: each is kept for 10 minutes."));
        }
        if (underWay.isPresent()) {
            return dump;
        }
        if (dumps.count(actor) >= MOST_OF_ONE) {
            throw tooMany("You have " + MOST_OF_ONE + " thread dumps: each is kept for 10 minutes.");
        }
        if (dumps.count() >= MOST) {
            throw tooMany("There are " + MOST + " thread dumps: each is kept for 10 minutes.");
        }
        dumps.add(dump);
        notifyChanged(dump);
        return dump;
    }

    private static ProblemException tooMany(String detail) {
        return new ProblemException(ProblemType.TOO_MANY_CONNECTIONS, detail).retryAfter(KEPT);
    }

    /** Claims the requested dumps for an agent that serves these environments. */
    PollAnswer<List<ThreadDumpClaim>> claim(List<String> environments) {
        Instant now = clock.instant();
        List<ThreadDump> due = dumps.due(environments, now.minus(PATIENCE));
        due.forEach(dump -> dump.claim(now));
        List<ThreadDumpClaim> claims = due.stream().map(ThreadDumpClaim::of).toList();
        return claims.isEmpty() ? PollAnswer.nothing(claims, null) : PollAnswer.found(claims);
    }

    /** Stores the agent's answer. Idempotent. */
    void answer(UUID id, AnswerThreadDumpRequest answer) {
        ThreadDump dump = dumps.lock(id).orElseThrow(NotFoundException::new);
        if (dump.answeredAt().isEmpty()) {
            String failure =
                    answer.text() == null && answer.failure() == null ? "No reason was given." : answer.failure();
            dump.answer(answer.text(), failure, clock.instant());
            notifyChanged(dump);
        }
    }

    private void notifyChanged(ThreadDump dump) {
        changed.fire(new Changed(Changed.Kind.THREADS, dump.id(), dump.service(), dump.environment()));
    }
}
