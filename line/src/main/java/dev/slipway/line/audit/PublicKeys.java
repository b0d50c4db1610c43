package dev.slipway.line.audit;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ed25519 public keys by their fingerprints: SHA-256 of the key as X.509's SubjectPublicKeyInfo in DER, in hexadecimal. */
final class PublicKeys {
    private static final String ALGORITHM = "Ed25519";

    private final Map<String, PublicKey> keys = new LinkedHashMap<>();

    /** The fingerprint of a key in base64, with or without PEM armour; empty if it is not a key. */
    static Optional<String> fingerprint(String text) {
        String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return parse(der) == null ? Optional.empty() : Optional.of(Sha256.hex(der));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads {@code keys.json}. */
    static PublicKeys of(Json file, Findings findings) {
        PublicKeys all = new PublicKeys();
        for (Json item : file.items("keys")) {
            String fingerprint = item.find("fingerprint").orElse("");
            try {
                byte[] der = Base64.getDecoder().decode(item.find("publicKey").orElse(""));
                PublicKey key = parse(der);
                if (key == null || !Sha256.hex(der).equals(fingerprint)) {
                    findings.add("keys.json: the key " + fingerprint + " is not the one of that fingerprint.");
                } else {
                    all.keys.put(fingerprint, key);
                }
            } catch (IllegalArgumentException e) {
                findings.add("keys.json: the key " + fingerprint + " is not base64.");
            }
        }
        return all;
    }

    private static @Nullable PublicKey parse(byte[] der) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** Whether a key made this signature over a DSSE payload of this type. */
    boolean verifies(String fingerprint, String payloadType, byte[] payload, byte[] signature) {
        PublicKey key = keys.get(fingerprint);
        if (key == null) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
            check.update(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
            check.update(type);
            check.update((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
            check.update(payload);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
