package dev.slipway.ledger.evidence;

import dev.slipway.ledger.platform.dsse.VerificationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Which attestations one of these keys has signed. Neither of them ever changes, and all of a file is read to find out; the gate asks anew every
 * few seconds.
 */
@ApplicationScoped
class SignatureCache {
    /** When so many answers are known, it begins anew. */
    static final int MOST = 10_000;

    private final Map<Question, Boolean> answers = new ConcurrentHashMap<>();

    private record Question(UUID attestation, List<VerificationKey> keys) {}

    /**
     * Whether one of these keys has signed it.
     *
     * @param look finds out, where it is not known
     */
    boolean isSigned(UUID attestation, List<VerificationKey> keys, BooleanSupplier look) {
        Question question = new Question(attestation, List.copyOf(keys));
        Boolean known = answers.get(question);
        if (known != null) {
            return known;
        }
        boolean isSigned = look.getAsBoolean();
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(question, isSigned);
        return isSigned;
    }
}
