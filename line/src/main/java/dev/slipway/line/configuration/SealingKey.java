package dev.slipway.line.configuration;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.lang.JoseException;

/** The public half of a line's key pair, which encrypts secrets. */
public final class SealingKey {
    private final EllipticCurveJsonWebKey key;

    private SealingKey(EllipticCurveJsonWebKey key) {
        this.key = key;
    }

    /**
     * Parses a key.
     *
     * @param jwk as a JWK
     * @throws SealException if it is invalid
     */
    public static SealingKey of(String jwk) throws SealException {
        return new SealingKey(Sealing.key(jwk));
    }

    /** Its key id. */
    public String kid() {
        return key.getKeyId();
    }

    /** The public key as a JWK. */
    public String json() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /**
     * Encrypts a secret's value as compact JWE.
     *
     * @throws SealException if the value is empty
     */
    public String seal(SecretName name, String value) throws SealException {
        if (value.isEmpty()) {
            throw new SealException("there is nothing to seal");
        }
        var jwe = Sealing.jwe(name, kid(), value);
        jwe.setKey(key.getPublicKey());
        try {
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new SealException("it cannot be sealed with this key");
        }
    }
}
