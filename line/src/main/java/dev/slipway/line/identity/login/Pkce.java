package dev.slipway.line.identity.login;

import dev.slipway.line.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proof Key for Code Exchange (RFC 7636, S256).
 *
 * @param verifier the secret, sent with the token request
 */
record Pkce(String verifier) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Pkce fresh() {
        return new Pkce(random());
    }

    /** A random verifier of 256 bits. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /** Its challenge, sent with the authorization request. */
    String challenge() {
        return BASE64.encodeToString(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
    }
}
