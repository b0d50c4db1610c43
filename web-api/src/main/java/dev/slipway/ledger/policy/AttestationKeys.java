package dev.slipway.ledger.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one policy by which attestations must be signed.
 *
 * @param items one by one; none where an attestation need not be signed
 */
public record AttestationKeys(List<AttestationKey> items) {
    /** The most that one policy can have. */
    static final int LIMIT = 20;

    /** An attestation need not be signed. */
    public static final AttestationKeys NONE = new AttestationKeys(List.of());

    /** Keeps a copy, so that a policy stays what it was. */
    public AttestationKeys {
        items = List.copyOf(items);
    }

    /** The keys for verification. */
    public List<VerificationKey> keys() {
        return items.stream()
                .flatMap(item -> VerificationKey.parse(item.publicKey()).stream())
                .toList();
    }

    /** Stored as one JSON value, since they are read together and never searched. */
    @Converter(autoApply = true)
    static class Column implements AttributeConverter<AttestationKeys, String> {
        private static final TypeReference<List<AttestationKey>> LIST = new TypeReference<>() {};

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable AttestationKeys value) {
            try {
                return value == null ? null : Json.mapper().writeValueAsString(value.items());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was read as JSON can be written as JSON", e);
            }
        }

        @Override
        public @Nullable AttestationKeys convertToEntityAttribute(@Nullable String text) {
            try {
                return text == null ? null : new AttestationKeys(Json.mapper().readValue(text, LIST));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a policy's keys are not what was written", e);
            }
        }
    }
}
