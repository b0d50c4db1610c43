package dev.slipway.line.configuration;

import java.util.Map;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The private half of a line's key pair. It never leaves the line's owner, who starts the workers. */
public final class OpeningKey {
    private static final String THUMBPRINT = "SHA-256";

    private final EllipticCurveJsonWebKey key;

    private OpeningKey(EllipticCurveJsonWebKey key) {
        this.key = key;
    }

    /** Generates a key, whose id is its thumbprint (RFC 7638). */
    public static OpeningKey make() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setUse("enc");
            key.setAlgorithm(Sealing.KEY_ALGORITHM);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint(THUMBPRINT));
            return new OpeningKey(key);
        } catch (JoseException e) {
            throw new IllegalStateException("this Java makes no keys on " + Sealing.CURVE, e);
        }
    }

    /**
     * Parses a key.
     *
     * @param jwk the result of {@link #json}
     * @throws SealException if it is invalid
     */
    public static OpeningKey of(String jwk) throws SealException {
        EllipticCurveJsonWebKey key = Sealing.key(jwk);
        if (key.getPrivateKey() == null) {
            throw new SealException("this key has no private half");
        }
        return new OpeningKey(key);
    }

    /** The private key as a JWK: a secret. */
    public String json() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** The public half. */
    public SealingKey sealing() {
        try {
            return SealingKey.of(key.toJson(OutputControlLevel.PUBLIC_ONLY));
        } catch (SealException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a text says that it was encrypted for this key, which only decrypting it verifies. */
    boolean isNamedBy(String sealed) {
        JsonWebEncryption jwe = Sealing.jwe();
        try {
            jwe.setCompactSerialization(sealed);
            return key.getKeyId().equals(jwe.getHeaders().getObjectHeaderValue("kid"));
        } catch (JoseException | RuntimeException e) {
            // It is no sealed text.
            return false;
        }
    }

    /**
     * Decrypts a secret.
     *
     * @param name the secret's full name
     * @throws SealException if it was encrypted for another key or secret, or was tampered with
     */
    public String open(SecretName name, String sealed) throws SealException {
        JsonWebEncryption jwe = Sealing.jwe();
        try {
            jwe.setCompactSerialization(sealed);
            Map<String, String> expected = Sealing.header(name, key.getKeyId());
            boolean isMeant = jwe.getHeaders().getObjectHeaderValue("zip") == null
                    && expected.entrySet().stream()
                            .allMatch(one ->
                                    one.getValue().equals(jwe.getHeaders().getObjectHeaderValue(one.getKey())));
            if (isMeant) {
                jwe.setKey(key.getPrivateKey());
                return jwe.getPlaintextString();
            }
        } catch (JoseException | RuntimeException e) {
            // Whatever the cause, it cannot be decrypted.
        }
        throw new SealException("it was sealed for another key (or place)");
    }
}
