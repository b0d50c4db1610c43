package dev.slipway.ledger.promotion;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.gate.GateService;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.admission.RequesterService;
import dev.slipway.ledger.request.promotion.Promoter;
import dev.slipway.ledger.request.promotion.PromotionOutcome;
import dev.slipway.ledger.request.promotion.PromotionRequestService;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds possible promotions, and requests them. */
@ApplicationScoped
@Transactional
public class PromotionService {

    @Inject
    PromotionRepository promotions;

    @Inject
    ServiceService services;

    @Inject
    EnvironmentService environments;

    @Inject
    PolicyService policies;

    @Inject
    CandidateService candidates;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    PromotionRequestService requests;

    @Inject
    RequesterService requesters;

    @Inject
    ArchiveService archives;

    @Inject
    GateService gate;

    PromotionOutcome promote(String service, PromoteRequest request, Promoter promoter, Optional<IdempotencyKey> key) {
        // Before the promotion is looked for: once it has been carried out, there is nothing to promote any more.
        Optional<PromotionOutcome> earlier = requests.earlier(key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Promotion promotion = find(service, request.to(), request.version());
        if (promotion.isThereAlready()) {
            throw nothingToPromote("%s runs %s of %s already."
                    .formatted(
                            promotion.candidate().environment().name(),
                            promotion.candidate().release().version(),
                            service));
        }
        return request(promotion, request.comment(), promoter, key);
    }

    /**
     * Requests an automatic promotion, if the gate allows it; otherwise it is evaluated again in the next round. Another
     * worker may have requested it since it was found to be due, and somebody may have withdrawn it.
     *
     * @return whether it was requested
     */
    boolean promote(AutomaticPromotion expected) {
        Promotion promotion = find(expected.service(), expected.to(), null);
        Release release = promotion.candidate().release();
        boolean isIt = release.version().equals(expected.version()) && !promotion.isThereAlready();
        if (!isIt || !archives.isKept(release.id(), release.artifactDigest())) {
            return false;
        }
        if (evaluateGate(promotion).decision() != Decision.ALLOW) {
            return false;
        }
        requests.lock(promotion.candidate());
        if (!promotions.isAutomatic(expected)) {
            return false;
        }
        request(promotion, null, Promoter.LEDGER, Optional.empty());
        return true;
    }

    /**
     * The gate's answer on a promotion that the policy wants automatically; empty if it does not, or it was requested
     * before.
     */
    Optional<GateAnswer> automatic(Promotion promotion) {
        Candidate candidate = promotion.candidate();
        if (!policies.rules(candidate.environment()).isPromotedAutomatically()) {
            return Optional.empty();
        }
        AutomaticPromotion expected = new AutomaticPromotion(
                candidate.service(),
                candidate.release().version(),
                candidate.environment().name());
        return promotions.isAutomatic(expected) ? Optional.of(evaluateGate(promotion)) : Optional.empty();
    }

    private GateAnswer evaluateGate(Promotion promotion) {
        Candidate candidate = promotion.candidate();
        return gate.evaluate(GateQuestion.about(candidate, requesters.before(candidate, promotion.from())));
    }

    private PromotionOutcome request(
            Promotion promotion, @Nullable String comment, Promoter promoter, Optional<IdempotencyKey> key) {
        Release release = promotion.candidate().release();
        Optional<Deployment> like = environments
                .find(promotion.from())
                .flatMap(from -> deployments.lastRequested(release, from))
                .or(promotion::there);
        return requests.promote(promotion.candidate(), promotion.from(), like.orElse(null), comment, promoter, key);
    }

    /**
     * Finds a promotion.
     *
     * @param to the target environment; null for the first possible promotion
     * @param version the release; null for the one that is live in the source environment
     * @throws ProblemException if there is no such promotion, or the release never ran in the source environment
     */
    Promotion find(String service, @Nullable String to, @Nullable String version) {
        if (services.find(service).isEmpty()) {
            throw new NotFoundException();
        }
        Map<String, Deployment> live = deployments.live(service).stream()
                .collect(Collectors.toMap(deployment -> deployment.environment().name(), deployment -> deployment));
        Route route = to == null ? next(service, live) : into(service, to, live);
        Optional<Deployment> there = Optional.ofNullable(live.get(route.from()));
        String requested = version != null
                ? version
                : there.flatMap(Deployment::release)
                        .map(Release::version)
                        .orElseThrow(() -> nothingToPromote(
                                there.isEmpty()
                                        ? "%s runs nothing of %s. Deploy a release there first."
                                                .formatted(route.from(), service)
                                        : "What %s runs of %s is no recorded release. Record it, or deploy one there."
                                                .formatted(route.from(), service)));
        Candidate candidate = candidates.get(service, requested, route.to());
        Digest digest = candidate.release().artifactDigest();
        if (!promotions.hasRun(service, route.from(), digest)) {
            throw nothingToPromote(
                    "%s of %s has not run in %s, from where it would come into %s. Deploy it there first."
                            .formatted(requested, service, route.from(), route.to()));
        }
        return new Promotion(
                candidate,
                route.from(),
                there.filter(
                        known -> known.artifactDigest().filter(digest::equals).isPresent()),
                Optional.ofNullable(live.get(route.to())).flatMap(Deployment::release));
    }

    /** By how many releases the target is behind; empty if it has no known release, or a newer one. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<Long> ahead(Promotion promotion) {
        return promotion
                .replaced()
                .map(replaced -> promotions.ahead(
                        replaced.id(), promotion.candidate().release().id(), promotion.from()))
                .filter(count -> count > 0);
    }

    private Route next(String service, Map<String, Deployment> live) {
        List<Route.Stop> stops = stops(service, live);
        return Route.next(stops)
                .orElseThrow(() -> nothingToPromote(
                        stops.size() < 2
                                ? "%s is in %s, and there is no way on from there. Add an environment to its definition: slipway services show %s --yaml."
                                        .formatted(
                                                service,
                                                stops.isEmpty()
                                                        ? "no environment"
                                                        : "the environment "
                                                                + stops.get(0).environment() + " alone",
                                                service)
                                : "Nothing to promote: every environment of %s already runs what the previous one runs, or that one runs nothing."
                                        .formatted(service)));
    }

    /** The source: the environment that the policy names; else the service's previous one. */
    private Route into(String service, String to, Map<String, Deployment> live) {
        Environment into = environments.require(to, "to");
        String from = policies.rules(into).promotesFrom();
        if (from != null) {
            return new Route(from, to);
        }
        return Route.into(to, stops(service, live), environments.names())
                .orElseThrow(() -> nothingToPromote(
                        "%s is in no environment before %s. Deploy it to one, or straight to %s: slipway deploy."
                                .formatted(service, to, to)));
    }

    private List<Route.Stop> stops(String service, Map<String, Deployment> live) {
        return promotions.environments(service).stream()
                .map(environment -> new Route.Stop(
                        environment,
                        Optional.ofNullable(live.get(environment))
                                .flatMap(Deployment::release)
                                .map(Release::artifactDigest)))
                .toList();
    }

    private static ProblemException nothingToPromote(String detail) {
        return new ProblemException(ProblemType.NOTHING_TO_PROMOTE, detail);
    }
}
