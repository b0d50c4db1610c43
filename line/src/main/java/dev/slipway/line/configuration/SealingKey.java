package dev.slipway.line.configuration;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.lang.JoseException;

/** The public half of a line's key: whoever has it can seal, and nobody can open by it. */
public final class SealingKey {
    private final EllipticCurveJsonWebKey key;

    private SealingKey(EllipticCurveJsonWebKey key) {
        this.key = key;
    }

    /**
     * Reads one.
     *
     * @param jwk as a JWK
     * @throws SealException where it is none
     */
    public static SealingKey of(String jwk) throws SealException {
        return new SealingKey(Sealing.key(jwk));
    }

    /** Its name. */
    public String kid() {
        return key.getKeyId();
    }

    /** As a JWK, without anything private. */
    public String json() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /**
     * Seals the value of a secret, as compact JWE.
     *
     * @throws SealException where there is nothing in it
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
