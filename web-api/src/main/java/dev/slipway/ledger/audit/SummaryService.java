package dev.slipway.ledger.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.audit.chain.ChainService;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.dsse.SigningKey;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.UUID;

/** Signs decisions of the gate. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class SummaryService {

    @Inject
    SummaryRepository decisions;

    @Inject
    ChainService chain;

    @Inject
    LedgerConfig config;

    /**
     * The last decision on a deployment, as a DSSE envelope.
     *
     * @throws NotFoundException if there is no such request, it is for a configuration alone, or nothing was decided of
     *     it since decisions are kept
     * @throws ProblemException if the line has no key to sign with
     */
    JsonNode latest(UUID request) {
        SigningKey key = chain.keyOrRefuse();
        String decision = decisions.latest(request).orElseThrow(NotFoundException::new);
        return tree(sign(tree(decision), key));
    }

    /**
     * A decision as a DSSE envelope; empty if it is on a configuration, for which no archive was checked.
     *
     * @param decision its row in the chain
     */
    public Optional<String> envelope(JsonNode decision, SigningKey key) {
        UUID request = UUID.fromString(decision.path("request_id").asText());
        return decisions.isDeployment(request) ? Optional.of(sign(decision, key)) : Optional.empty();
    }

    private String sign(JsonNode decision, SigningKey key) {
        JsonNode answer = decision.path("answer");
        return Envelope.sign(
                Envelope.IN_TOTO,
                Summary.of(
                        answer,
                        decisions.policyDigest(
                                answer.path("environment").asText(),
                                answer.path("policyVersion").asInt()),
                        config.ledgerUrl()),
                key);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps JSON only", e);
        }
    }
}
