package dev.slipway.line.identity;

import dev.slipway.line.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proof that who takes the token is who asked for it (RFC 7636, S256).
 *
 * @param verifier what is shown at the end
 */
record Pkce(String verifier) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Pkce fresh() {
        return new Pkce(random());
    }

    /** 256 bits that nobody guesses. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** What is shown at the beginning. */
    String challenge() {
        return BASE64.encodeToString(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
    }
}
