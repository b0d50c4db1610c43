package dev.slipway.line.configuration;

import java.util.Map;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The private half of a line's key. It never leaves whoever starts the workers. */
public final class OpeningKey {
    private static final String THUMBPRINT = "SHA-256";

    private final EllipticCurveJsonWebKey key;

    private OpeningKey(EllipticCurveJsonWebKey key) {
        this.key = key;
    }

    /** Makes a new one; its name is its thumbprint (RFC 7638). */
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
     * Reads one.
     *
     * @param jwk as {@link #json} wrote it
     * @throws SealException where it is none
     */
    public static OpeningKey of(String jwk) throws SealException {
        EllipticCurveJsonWebKey key = Sealing.key(jwk);
        if (key.getPrivateKey() == null) {
            throw new SealException("this key has no private half");
        }
        return new OpeningKey(key);
    }

    /** All of it, as a JWK: a secret. */
    public String json() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** Its public half. */
    public SealingKey sealing() {
        try {
            return SealingKey.of(key.toJson(OutputControlLevel.PUBLIC_ONLY));
        } catch (SealException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @param name the secret's full name
     * @throws SealException where it was not sealed for this key and this secret, or was changed since then
     */
    public String open(SecretName name, String sealed) throws SealException {
        JsonWebEncryption jwe = Sealing.jwe();
        try {
            jwe.setCompactSerialization(sealed);
            Map<String, String> wanted = Sealing.header(name, key.getKeyId());
            boolean isMeant = jwe.getHeaders().getObjectHeaderValue("zip") == null
                    && wanted.entrySet().stream()
                            .allMatch(one ->
                                    one.getValue().equals(jwe.getHeaders().getObjectHeaderValue(one.getKey())));
            if (isMeant) {
                jwe.setKey(key.getPrivateKey());
                return jwe.getPlaintextString();
            }
        } catch (JoseException | RuntimeException e) {
            // Whatever it says: it cannot be opened.
        }
        throw new SealException("it was sealed for another key (or place)");
    }
}
