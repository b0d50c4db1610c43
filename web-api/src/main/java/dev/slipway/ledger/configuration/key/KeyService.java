package dev.slipway.ledger.configuration.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Keeps the public half of the line's key, for which secrets are sealed. */
@ApplicationScoped
@Transactional
public class KeyService {

    @Inject
    KeyRepository keys;

    @Inject
    Clock clock;

    /** Stores the key that the agent reports. Idempotent for the key in use. */
    ConfigurationKey store(ConfigurationKey key, String account) {
        String jwk = Json.text(key);
        if (keys.newest().filter(jwk::equals).isEmpty()) {
            keys.store(key.kid(), jwk, account, clock.instant());
        }
        return key;
    }

    /**
     * The key in use.
     *
     * @throws ProblemException while no agent has reported one
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    ConfigurationKey inUse() {
        String jwk = keys.newest()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "The line's public key has not been reported yet. The agent reports it when it starts: check GET"
                                + " /api/v1/agent, or restart the line."));
        try {
            return Json.mapper().readValue(jwk, ConfigurationKey.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a key is not what was written", e);
        }
    }
}
