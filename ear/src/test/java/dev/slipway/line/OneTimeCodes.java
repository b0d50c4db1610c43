package dev.slipway.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an authenticator app does: RFC 6238 with six digits, every half minute, by HMAC-SHA1. */
public final class OneTimeCodes {
    private static final Pattern ADDRESS = Pattern.compile("otpauth://totp/\\S*[?&]secret=([A-Z2-7]+)");
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PERIOD_SECONDS = 30;

    private final byte[] secret;

    private OneTimeCodes(byte[] secret) {
        this.secret = secret.clone();
    }

    /** By a secret as the line keeps it. */
    public static OneTimeCodes of(String secret) {
        return new OneTimeCodes(secret.getBytes(StandardCharsets.US_ASCII));
    }

    /** By the address that a text has, as a camera would read it. */
    public static OneTimeCodes scanned(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.find()) {
            throw new IllegalArgumentException("no otpauth address in " + text);
        }
        String digits = address.group(1);
        ByteBuffer secret = ByteBuffer.allocate(digits.length() * 5 / 8);
        long bits = 0;
        int count = 0;
        for (char digit : digits.toCharArray()) {
            bits = (bits << 5 | BASE_32.indexOf(digit)) & 0xFFFF;
            count += 5;
            if (count >= 8) {
                count -= 8;
                secret.put((byte) (bits >> count));
            }
        }
        return new OneTimeCodes(secret.array());
    }

    /** The code of this moment. */
    public String now() {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Instant.now().getEpochSecond() / PERIOD_SECONDS)
                    .array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
