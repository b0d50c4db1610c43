package dev.slipway.ledger.evidence;

import dev.slipway.ledger.platform.dsse.VerificationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Caches which attestations are signed with one of a set of keys. Neither ever changes, verification reads the whole
 * file, and the gate needs the result every few seconds.
 */
@ApplicationScoped
class SignatureCache {
    /** The size at which it is cleared. */
    static final int MOST = 10_000;

    private final Map<Question, Boolean> answers = new ConcurrentHashMap<>();

    private record Question(UUID attestation, List<VerificationKey> keys) {}

    /**
     * Whether one of these keys has signed it.
     *
     * @param verification verifies it, if the result is not cached
     */
    boolean isSigned(UUID attestation, List<VerificationKey> keys, BooleanSupplier verification) {
        Question question = new Question(attestation, List.copyOf(keys));
        Boolean known = answers.get(question);
        if (known != null) {
            return known;
        }
        boolean isSigned = verification.getAsBoolean();
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(question, isSigned);
        return isSigned;
    }
}
