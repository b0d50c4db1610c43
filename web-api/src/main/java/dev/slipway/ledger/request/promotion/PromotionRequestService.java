package dev.slipway.ledger.request.promotion;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.DeploymentRequestService;
import dev.slipway.ledger.request.ProbeOptions;
import dev.slipway.ledger.request.RequestDeploymentRequest;
import dev.slipway.ledger.request.RequestOutcome;
import dev.slipway.ledger.request.Responses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests promotions. */
@ApplicationScoped
@Transactional
public class PromotionRequestService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    DeploymentRequestService service;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Responses responses;

    /** What the same promotion requested earlier with its key; empty if it requested nothing yet. */
    public Optional<PromotionOutcome> earlier(Optional<IdempotencyKey> key) {
        return idempotency
                .earlier(key)
                .flatMap(requests::find)
                .map(request -> new PromotionOutcome(responses.of(request), false));
    }

    /** Serializes requests for a candidate until the end of the transaction. */
    public void lock(Candidate candidate) {
        requests.lock(candidate);
    }

    /**
     * Requests the promotion of a release, executed by the agent with the same options.
     *
     * @param candidate the release and the target environment
     * @param from the source environment
     * @param like the release's deployment in the source environment, whose context root and probe are reused; null for none
     * @param comment what approvers should know
     * @throws ProblemException as for any other request
     */
    public PromotionOutcome promote(
            Candidate candidate,
            String from,
            @Nullable Deployment like,
            @Nullable String comment,
            Promoter promoter,
            Optional<IdempotencyKey> key) {
        ProbeOptions probe = Optional.ofNullable(like)
                .flatMap(Deployment::requestId)
                .flatMap(requests::find)
                .filter(DeploymentRequest::isForAgent)
                .map(DeploymentRequest::probe)
                .orElse(ProbeOptions.NONE);
        RequestOutcome outcome = service.promote(
                RequestDeploymentRequest.promotion(candidate, probe, comment),
                promoter.initiator(),
                promoter.job(),
                key,
                from);
        return new PromotionOutcome(responses.of(outcome.request()), outcome.isJoined());
    }
}
