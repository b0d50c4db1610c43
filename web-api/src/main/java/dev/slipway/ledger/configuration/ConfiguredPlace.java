package dev.slipway.ledger.configuration;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.service.Service;

/** A service in an environment: each such pair has its own configuration. */
public record ConfiguredPlace(Service service, Environment environment) {

    /** The place where a candidate would run. */
    public static ConfiguredPlace of(Candidate candidate) {
        return new ConfiguredPlace(candidate.release().service(), candidate.environment());
    }
}
