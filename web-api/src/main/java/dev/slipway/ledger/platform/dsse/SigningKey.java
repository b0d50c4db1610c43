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
 * <p>So the secret is made, kept and rotated like every other, and no file format of private keys is needed.
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

    /** What the key is known by: SHA-256 of the public key in DER, in lower-case hexadecimal. */
    public String fingerprint() {
        return fingerprint;
    }

    /** What a public key in DER is known by. */
    public static String fingerprint(byte[] der) {
        return Sha256.hex(der);
    }

    /** That the generator took the seed for the private key, as the JDK's does: otherwise it would be another key after each start. */
    private void prove(byte[] seed) {
        byte[] der = pair.getPrivate().getEncoded();
        byte[] end = java.util.Arrays.copyOfRange(der, der.length - seed.length, der.length);
        if (!MessageDigest.isEqual(end, seed)) {
            throw new IllegalStateException("this Java's generator of " + ALGORITHM + " keys takes no seed");
        }
    }

    /** Gives the generator the seed as what it takes for chance: the JDK derives no public key from a private one by itself. */
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
