package dev.slipway.ledger.request.configuration;

import dev.slipway.ledger.configuration.ConfigurationService;
import dev.slipway.ledger.configuration.ConfiguredPlace;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.RequestWithdrawal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Reconciles a request's configuration with what has happened since it was made: a drop of the data, another release, a failure. */
@ApplicationScoped
public class ConfigurationReconciler {

    @Inject
    ConfigurationService configurations;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ServerGroupService groups;

    @Inject
    RequestWithdrawal withdrawals;

    @Inject
    Clock clock;

    /**
     * Called before the agent begins: withdraws a request, also of a rollback, whose configuration was dropped with the
     * data since it was made.
     */
    public void withdrawIfDropped(DeploymentRequest request) {
        ConfiguredPlace place = ConfiguredPlace.of(request.candidate());
        boolean isDropped = request.configurationVersion()
                .filter(version -> version < configurations.dropped(place))
                .isPresent();
        if (isDropped) {
            withdrawDropped(request);
        }
    }

    /** Withdraws a request whose configuration was dropped with the data. */
    void withdrawDropped(DeploymentRequest request) {
        withdrawals.withdraw(
                request,
                "The data of the service there were dropped, and its configuration with them. Request it again.",
                clock.instant());
    }

    /** Called before the agent begins, since another release may run by now. If none does, the change needs no agent. */
    public void catchUp(DeploymentRequest request) {
        String name = request.candidate().service();
        String environment = request.candidate().environment().name();
        Optional<Release> live = running(name, environment);
        live.filter(release ->
                        !release.id().equals(request.candidate().release().id()))
                .ifPresent(request::retarget);
        if (live.isEmpty()) {
            request.configurationVersion().ifPresent(version -> groups.configure(name, environment, version));
            withdrawals.withdraw(
                    request,
                    "The service no longer runs there: the configuration takes effect with the next deployment.",
                    clock.instant());
        }
    }

    /** Restores the version from before a failed request, unless the data were dropped since; the agent has done so on the workers. */
    public void putBack(DeploymentRequest request) {
        request.configurationBefore()
                .filter(before -> !request.configurationVersion().equals(Optional.of(before)))
                .ifPresent(before -> groups.configure(
                        request.candidate().service(),
                        request.candidate().environment().name(),
                        before));
    }

    /** The release that runs, on workers that stay. */
    Optional<Release> running(String name, String environment) {
        return groups.find(name, environment)
                .flatMap(group -> deployments.live(name, environment))
                .flatMap(Deployment::release);
    }
}
