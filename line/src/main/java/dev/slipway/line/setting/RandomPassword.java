package dev.slipway.line.setting;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody chooses. */
public final class RandomPassword {
    private static final int BYTES = 20;

    private RandomPassword() {}

    /** Another one: 160 bits in 27 letters, digits, - and _. */
    public static String next() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
