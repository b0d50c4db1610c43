package dev.slipway.ledger.candidate;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;

/** A release, and an environment that it may enter. */
public record Candidate(Release release, Environment environment) {

    public String service() {
        return release.service().name();
    }
}
