package dev.slipway.line.configuration;

import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** The format shared by both sides: compact JWE with a protected header that names the key and the secret. */
final class Sealing {
    static final String KEY_ALGORITHM = KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW;
    static final String CURVE = "P-256";
    private static final String CONTENT_ALGORITHM = ContentEncryptionAlgorithmIdentifiers.AES_256_GCM;

    private Sealing() {}

    static JsonWebEncryption jwe() {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, KEY_ALGORITHM));
        jwe.setContentEncryptionAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, CONTENT_ALGORITHM));
        return jwe;
    }

    static JsonWebEncryption jwe(SecretName name, String kid, String value) {
        JsonWebEncryption jwe = jwe();
        jwe.setAlgorithmHeaderValue(KEY_ALGORITHM);
        jwe.setEncryptionMethodHeaderParameter(CONTENT_ALGORITHM);
        header(name, kid).forEach(jwe::setHeader);
        jwe.setPlaintext(value);
        return jwe;
    }

    /** The claims in the protected header. */
    static Map<String, String> header(SecretName name, String kid) {
        return Map.of("kid", kid, "service", name.service(), "environment", name.environment(), "name", name.name());
    }

    static EllipticCurveJsonWebKey key(String jwk) throws SealException {
        try {
            if (JsonWebKey.Factory.newJwk(jwk) instanceof EllipticCurveJsonWebKey key
                    && CURVE.equals(key.getCurveName())
                    && key.getKeyId() != null) {
                return key;
            }
        } catch (JoseException | RuntimeException e) {
            // The message may contain a part of the key.
        }
        throw new SealException("this is no key on " + CURVE + " with a name");
    }
}
