package dev.slipway.ledger.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.audit.chain.ChainService;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.dsse.SigningKey;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.UUID;

/** Signs decisions of the gate: only those that are in the chain, and are what was linked. */
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
     * @throws ProblemException if the decision is not what the chain has
     */
    JsonNode latest(UUID request) {
        SealedDecision decision = decisions.latest(request).orElseThrow(NotFoundException::new);
        if (!decision.isLinked()) {
            throw new ProblemException(
                    ProblemType.DECISION_NOT_LINKED,
                    "The decision is not in the audit chain yet, to which it is added within seconds: try again.");
        }
        String text = decision.linkedText()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.DECISION_CHANGED,
                        "The decision is not what the audit chain has of it, so it is not signed. Tell an admin: slipway"
                                + " audit names each row that was changed."));
        return tree(sign(text, chain.key()));
    }

    /**
     * A decision as a DSSE envelope; empty if it is on a configuration, for which no archive was checked, or is not what
     * was linked.
     */
    public Optional<String> envelope(UUID decision, SigningKey key) {
        return decisions.decision(decision).flatMap(SealedDecision::linkedText).map(text -> sign(text, key));
    }

    private String sign(String text, SigningKey key) {
        JsonNode decision = tree(text);
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
