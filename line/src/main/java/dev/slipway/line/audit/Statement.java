package dev.slipway.line.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * An in-toto statement, signed by a known key.
 *
 * @param json the statement
 * @param signer the key's fingerprint
 */
record Statement(Json json, String signer) {
    private static final String IN_TOTO = "application/vnd.in-toto+json";

    /**
     * Opens a DSSE envelope.
     *
     * @param what its description in findings
     * @param predicateType the predicate type that it must have
     * @return empty if it is malformed or not signed by one of the keys, which is a finding
     */
    static Optional<Statement> open(
            byte[] envelope, String predicateType, PublicKeys keys, String what, Findings findings) {
        try {
            Json outer = Json.read(envelope);
            String type = outer.find("payloadType").orElse("");
            byte[] payload = Base64.getDecoder().decode(outer.find("payload").orElse(""));
            for (Json signature : outer.items("signatures")) {
                String signer = signature.find("keyid").orElse("");
                byte[] bytes = Base64.getDecoder().decode(signature.find("sig").orElse(""));
                if (type.equals(IN_TOTO) && keys.verifies(signer, type, payload, bytes)) {
                    Json statement = Json.read(payload);
                    if (!statement.find("predicateType").orElse("").equals(predicateType)) {
                        findings.add(what + " states something else: its predicateType is not " + predicateType + ".");
                        return Optional.empty();
                    }
                    return Optional.of(new Statement(statement, signer));
                }
            }
            findings.add(what + " has no valid signature by a key of keys.json.");
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            findings.add(what + " is no DSSE envelope: " + reason + ".");
        }
        return Optional.empty();
    }
}
