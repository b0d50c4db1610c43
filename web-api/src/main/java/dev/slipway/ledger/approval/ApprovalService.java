package dev.slipway.ledger.approval;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records approvers' decisions. */
@ApplicationScoped
@Transactional
public class ApprovalService {

    @Inject
    ApprovalRepository approvals;

    @Inject
    CandidateService candidates;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<ApprovalDecided> decided;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    Approval decide(DecideRequest request, String approver, Optional<IdempotencyKey> key) {
        Candidate candidate = candidates.get(request.service(), request.version(), request.environment());
        Approval approval = new Approval(candidate, request, approver, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, approval.id());
        if (earlier.isPresent()) {
            return approvals.find(earlier.get()).orElseThrow();
        }
        approvals.add(approval);
        changed.fire(new Changed(
                Changed.Kind.APPROVAL,
                approval.id(),
                candidate.service(),
                candidate.environment().name()));
        decided.fire(new ApprovalDecided(approval));
        return approval;
    }

    /** Each approver's last decision on this candidate, and on each change of its configuration, oldest first. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Approval> inForce(Candidate candidate) {
        return approvals.inForce(
                List.of(candidate.release().id()),
                List.of(candidate.environment().id()));
    }

    /** The same for any of these releases and any of these environments, in one statement. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Approval> inForce(Collection<UUID> releases, Collection<UUID> environments) {
        return releases.isEmpty() ? List.of() : approvals.inForce(releases, environments);
    }
}
