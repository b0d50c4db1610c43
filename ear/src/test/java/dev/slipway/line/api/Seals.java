package dev.slipway.line.api;

import java.util.Map;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Seals secrets as a client does, for a key that the ledger takes for the line's. */
final class Seals {
    private final EllipticCurveJsonWebKey key;

    Seals(String kid) {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key's public half. */
    Map<String, Object> jwk() {
        return key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    String seal(String secret, String service, String environment, String name) {
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
            jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            jwe.setKeyIdHeaderValue(key.getKeyId());
            jwe.setHeader("service", service);
            jwe.setHeader("environment", environment);
            jwe.setHeader("name", name);
            jwe.setKey(key.getPublicKey());
            jwe.setPayload(secret);
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was sealed. */
    String open(String sealed) {
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setKey(key.getPrivateKey());
            jwe.setCompactSerialization(sealed);
            return jwe.getPayload();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
