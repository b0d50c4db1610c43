package dev.slipway.ledger.request.configuration;

import dev.slipway.ledger.request.DeploymentRequest;
import java.util.Optional;

/**
 * Which versions a configuration has, and will have.
 *
 * @param inForce the version in force
 * @param pending the requested change that is not in force yet; empty also where the data were dropped after it
 */
record ConfigurationStatus(int inForce, Optional<DeploymentRequest> pending) {

    /**
     * The status of a configuration.
     *
     * @param open the open request to change it, if there is one
     */
    static ConfigurationStatus of(int inForce, Optional<DeploymentRequest> open) {
        return new ConfigurationStatus(
                inForce,
                open.filter(request -> request.configurationVersion()
                        .filter(version -> version > inForce)
                        .isPresent()));
    }

    /** The version that a change is based on: the pending one, if there is one. */
    int base() {
        return pending.flatMap(DeploymentRequest::configurationVersion).orElse(inForce);
    }
}
