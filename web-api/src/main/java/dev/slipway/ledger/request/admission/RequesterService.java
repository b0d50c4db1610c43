package dev.slipway.ledger.request.admission;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.query.Deployer;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the requesters of a deployment, none of whom may approve it under four eyes. An automatic promotion has no
 * requester: those of the deployment that it follows count instead, unless that request was refused or withdrawn: an
 * archive is live before the request for it is done. If only a worker's log names the deployer, the requester is
 * unknown: the service's own code can write any name there. So is the person behind a pipeline's report, until a
 * person requests the deployment: unlike a request, it takes no job's token.
 */
@ApplicationScoped
@Transactional
public class RequesterService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    PolicyService policies;

    /**
     * The requesters of this request's deployment; for a configuration change, those of the changes that it took over,
     * too.
     */
    public List<Requester> of(DeploymentRequest request) {
        List<Requester> requesters = new ArrayList<>();
        if (request.isAutomatic()) {
            collect(request.candidate().release(), request.promotedFrom().orElseThrow(), new HashSet<>(), requesters);
        }
        requesters.add(requester(request, null));
        request.replacedId().map(requests::withReplaced).orElse(List.of()).stream()
                .map(earlier -> requester(earlier, null))
                .forEach(requesters::add);
        return withEarlierNames(requesters, request.candidate().environment());
    }

    private static Requester requester(DeploymentRequest request, @Nullable String before) {
        return new Requester(request.actor(), request.trigger().orElse(null), before);
    }

    /**
     * The requesters of the deployment of a candidate's archive into the source environment of its automatic promotion.
     */
    public List<Requester> before(Candidate candidate, String from) {
        List<Requester> requesters = new ArrayList<>();
        collect(candidate.release(), from, new HashSet<>(), requesters);
        return withEarlierNames(requesters, candidate.environment());
    }

    /**
     * Each requester once, and again under each name and address that their GitLab account had for an earlier request:
     * its owner can change both. A bot's earlier names belong to no person. Without four eyes, no name matters.
     */
    private List<Requester> withEarlierNames(List<Requester> requesters, Environment environment) {
        Set<String> keys = requesters.stream()
                .flatMap(requester -> Stream.ofNullable(requester.trigger()))
                .map(Trigger::key)
                .collect(Collectors.toSet());
        boolean isUsed = !keys.isEmpty() && policies.rules(environment).isFourEyes();
        List<Trigger> known = isUsed ? requests.triggers(keys) : List.of();
        return requesters.stream()
                .flatMap(requester -> Stream.concat(
                        Stream.of(requester),
                        Stream.ofNullable(requester.trigger())
                                .flatMap(trigger -> known.stream()
                                        .filter(earlier -> earlier.key().equals(trigger.key()) && !earlier.isBot())
                                        .map(earlier ->
                                                new Requester(requester.actor(), earlier, requester.before())))))
                .distinct()
                .toList();
    }

    private void collect(Release release, String environment, Set<String> seen, List<Requester> requesters) {
        if (!seen.add(environment)) {
            return;
        }
        List<DeploymentRequest> deploying = requests.deploying(release, environment);
        for (DeploymentRequest request : deploying) {
            if (request.isAutomatic()) {
                collect(release, request.promotedFrom().orElseThrow(), seen, requesters);
            } else {
                requesters.add(requester(request, environment));
            }
        }
        List<Deployer> deployers = deployments.deployersOf(release, environment);
        deployers.forEach(deployer -> requesters.add(new Requester(deployer.actor(), null, environment)));
        boolean isReportOfPipeline = release.service().gitlabProject().isPresent()
                && deployers.stream()
                        .filter(deployer -> deployer.isClaimed() && MachineAccount.is(deployer.actor()))
                        .anyMatch(report -> deploying.stream().noneMatch(request -> isOfPersonSince(report, request)));
        boolean isReported = deployers.stream().anyMatch(Deployer::isClaimed);
        if (isReportOfPipeline || (deploying.isEmpty() && !isReported)) {
            requesters.add(Requester.unknown(environment));
        }
    }

    /** Whether a request says who ran the pipeline, or was made by a person after a pipeline's report. */
    private static boolean isOfPersonSince(Deployer report, DeploymentRequest request) {
        return request.trigger().isPresent()
                || (!MachineAccount.is(request.actor()) && request.requestedAt().isAfter(report.recordedAt()));
    }
}
