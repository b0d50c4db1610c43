package dev.slipway.ledger.platform.dsse;

import dev.slipway.ledger.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/**
 * The line's Ed25519 key (RFC 8032), derived from a secret of the line: its seed is SHA-256 of the secret's text, after a label.
 *
 * <p>So the secret is generated, stored and rotated like every other, and no file format for private keys is needed.
 */
public final class SigningKey {
    private static final String LABEL = "slipway audit key v1\n";
    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;
    private final String fingerprint;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        this.fingerprint = fingerprint(pair.getPublic().getEncoded());
    }

    /** The key of a secret; the same secret, the same key. */
    public static SigningKey of(String secret) {
        try {
            byte[] seed = Sha256.of((LABEL + secret).getBytes(StandardCharsets.UTF_8));
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            SigningKey key = new SigningKey(generator.generateKeyPair());
            key.prove(seed);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has " + ALGORITHM, e);
        }
    }

    /** A signature over these bytes. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key signs", e);
        }
    }

    /** The public key: X.509's SubjectPublicKeyInfo in DER, in base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** The fingerprint: SHA-256 of the public key in DER, in lower-case hexadecimal. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The fingerprint of a public key in DER. */
    public static String fingerprint(byte[] der) {
        return Sha256.hex(der);
    }

    /** Checks that the generator used the seed as the private key, as the JDK's does: otherwise the key would change with each start. */
    private void prove(byte[] seed) {
        byte[] der = pair.getPrivate().getEncoded();
        byte[] end = java.util.Arrays.copyOfRange(der, der.length - seed.length, der.length);
        if (!MessageDigest.isEqual(end, seed)) {
            throw new IllegalStateException("this Java's generator of " + ALGORITHM + " keys takes no seed");
        }
    }

    /** Passes the seed to the generator as its randomness, since the JDK has no API to derive a public key from a private one. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never written
        private final byte[] bytes;

        private Fixed(byte[] bytes) {
            super(null, null);
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }
}
