package dev.slipway.ledger.configuration;

import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The form of a sealed secret, which the ledger cannot open: a compact JWE whose protected header names the key, and
 * the service, environment and name that it is for. The header is authenticated, and the provisioner, which opens
 * the secret, compares it with where it is used.
 *
 * @param service whose secret it must be
 * @param isKeyKnown whether a key of the line has this identity
 */
record SealedText(String service, String environment, Predicate<String> isKeyKnown) {
    /** In Base64, the 32 KiB that a configuration may have are 43,691 characters; the rest is for the other parts. */
    private static final int LONGEST = 45_000;

    private static final int PARTS = 5;
    private static final int CIPHERTEXT = 3;

    /** Of the wrapped key, the nonce, the ciphertext and the tag: how many bytes each has; any for the ciphertext. */
    private static final int[] SIZES = {40, 12, -1, 16};

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*){4}");

    /** Why a text cannot be the sealed value of this variable, worded to follow the field's name; empty if it can. */
    Optional<String> objection(String name, @Nullable String text) {
        if (text == null
                || text.length() > LONGEST
                || !FORM.matcher(text).matches()
                || !areSizesRight(text.split("\\.", -1))) {
            return Optional.of("must be a compact JWE: seal it with the key that GET /api/v1/configuration-key has");
        }
        Headers header;
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setCompactSerialization(text);
            header = jwe.getHeaders();
        } catch (JoseException e) {
            return Optional.of("must be a compact JWE whose protected header is JSON");
        }
        return objection(header, "alg", KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW)
                .or(() -> objection(header, "enc", ContentEncryptionAlgorithmIdentifiers.AES_256_GCM))
                .or(() -> header.getObjectHeaderValue("epk") instanceof Map
                        ? Optional.empty()
                        : Optional.of("must have the public half of its own key in the header epk"))
                .or(() -> header.getObjectHeaderValue("zip") == null && header.getObjectHeaderValue("crit") == null
                        ? Optional.empty()
                        : Optional.of("must have no header zip or crit"))
                .or(() -> text(header, "kid").filter(isKeyKnown).isPresent()
                        ? Optional.empty()
                        : Optional.of("was sealed for a key that is not the line's:"
                                + " seal it again with the key that GET /api/v1/configuration-key has"))
                .or(() -> objection(header, "service", service))
                .or(() -> objection(header, "environment", environment))
                .or(() -> objection(header, "name", name));
    }

    /** The number of bytes that were sealed. */
    static int size(String text) {
        return bytes(text.split("\\.", -1)[CIPHERTEXT]);
    }

    private static boolean areSizesRight(String[] parts) {
        if (parts.length != PARTS) {
            return false;
        }
        for (int i = 0; i < SIZES.length; i++) {
            if (SIZES[i] >= 0 && bytes(parts[i + 1]) != SIZES[i]) {
                return false;
            }
        }
        return bytes(parts[CIPHERTEXT]) > 0;
    }

    /** The decoded length of a part; -1 if it is no Base64. */
    private static int bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part).length;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static Optional<String> objection(Headers header, String member, String value) {
        return text(header, member).filter(value::equals).isPresent()
                ? Optional.empty()
                : Optional.of("must say " + value + " in its protected header's " + member + ": it is sealed for "
                        + "one place and one name only");
    }

    private static Optional<String> text(Headers header, String member) {
        return Optional.ofNullable(header.getObjectHeaderValue(member))
                .filter(String.class::isInstance)
                .map(Objects::toString);
    }
}
