package dev.slipway.ledger.configuration;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;

/**
 * A service in an environment, which has a configuration of its own.
 *
 * @param service the service
 * @param environment the environment
 */
public record ConfiguredPlace(Service service, Environment environment) {

    /** That of a candidate's service, where it would run. */
    public static ConfiguredPlace of(Candidate candidate) {
        return new ConfiguredPlace(candidate.release().service(), candidate.environment());
    }
}
