package dev.slipway.ledger.request.restoration;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ConfigurationService;
import dev.slipway.ledger.configuration.ConfiguredPlace;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Finds the configuration that a release last ran with, and the health check that it went live with, to restore both
 * with it.
 */
@ApplicationScoped
@Transactional
public class RestorationService {

    @Inject
    ConfigurationService configurations;

    @Inject
    ServerGroupService groups;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    DeploymentRequestRepository requests;

    /** Locks the configuration until the end of the transaction. */
    public void lock(Candidate candidate) {
        configurations.lock(ConfiguredPlace.of(candidate));
    }

    /** The configuration version for a rollback; a new one if the one in force differs. */
    public Optional<Integer> version(Candidate candidate, String actor) {
        ConfiguredPlace place = ConfiguredPlace.of(candidate);
        Optional<Integer> current = groups.configuration(
                candidate.service(), candidate.environment().name());
        return Restoration.of(
                        deployments
                                .lastOf(candidate.release(), candidate.environment())
                                .flatMap(Deployment::configurationVersion),
                        configurations.dropped(place),
                        current,
                        version -> configurations.snapshot(place, version))
                .map(found -> found.isInForce()
                        ? current.orElseThrow()
                        : configurations
                                .restore(
                                        place,
                                        current.orElseThrow(),
                                        configurations.snapshot(place, found.version()),
                                        "as in version " + found.version() + ", for the rollback to "
                                                + candidate.release().version(),
                                        actor)
                                .version());
    }

    /** The health check that a release last went live with there; empty if no agent has deployed it. */
    public Optional<AcceptedProbe> probe(Release release, Environment environment) {
        return deployments
                .lastRequested(release, environment)
                .flatMap(Deployment::requestId)
                .flatMap(requests::find)
                .flatMap(request -> AcceptedProbe.of(request.probe()));
    }
}
