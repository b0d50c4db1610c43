package dev.slipway.ledger.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;

/**
 * The keys of one policy, one of which must have signed an attestation.
 *
 * @param items the keys; empty if an attestation need not be signed
 */
public record AttestationKeys(List<AttestationKey> items) {
    /** The most that one policy can have. */
    static final int LIMIT = 20;

    /** An attestation need not be signed. */
    public static final AttestationKeys NONE = new AttestationKeys(List.of());

    public AttestationKeys {
        items = List.copyOf(items);
    }

    /** The keys for verification. */
    public List<VerificationKey> keys() {
        return items.stream()
                .flatMap(item -> VerificationKey.parse(item.publicKey()).stream())
                .toList();
    }

    @Converter(autoApply = true)
    static class Column extends JsonColumn<AttestationKeys, List<AttestationKey>> {
        Column() {
            super(new TypeReference<>() {}, AttestationKeys::items, AttestationKeys::new, "a policy's keys");
        }
    }
}
