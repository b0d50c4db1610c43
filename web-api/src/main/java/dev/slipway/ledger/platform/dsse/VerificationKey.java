package dev.slipway.ledger.platform.dsse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * A public key: Ed25519, or ECDSA on the curve P-256 with SHA-256, as cosign uses.
 *
 * @param algorithm how it signs, by the JDK's name
 */
public record VerificationKey(PublicKey key, String algorithm) {
    /** Explains what {@link #parse} accepts. */
    public static final String RULE = "must be an Ed25519 or a P-256 public key, in PEM or in base64";

    private static final int P256_BITS = 256;

    /** Parses a key in X.509's SubjectPublicKeyInfo, in base64 or PEM; empty if it is none. */
    public static Optional<VerificationKey> parse(String text) {
        String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            X509EncodedKeySpec der = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return key("Ed25519", der)
                    .map(key -> new VerificationKey(key, "Ed25519"))
                    .or(() -> key("EC", der)
                            .filter(VerificationKey::isP256)
                            .map(key -> new VerificationKey(key, "SHA256withECDSA")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isP256(PublicKey key) {
        return key instanceof ECPublicKey curve
                && curve.getParams().getCurve().getField().getFieldSize() == P256_BITS;
    }

    private static Optional<PublicKey> key(String algorithm, X509EncodedKeySpec der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(der));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whether it made this signature over these bytes and then those of a file. */
    boolean verifies(byte[] start, Path file, byte[] signature) throws IOException {
        try (InputStream rest = Files.newInputStream(file)) {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(start);
            byte[] buffer = new byte[1 << 16];
            for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                check.update(buffer, 0, read);
            }
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
