package dev.slipway.ledger.platform.json;

import dev.slipway.ledger.platform.text.Sha256;
import java.util.Base64;

/** Short digests that distinguish pieces of JSON. */
public final class Fingerprint {

    private Fingerprint() {}

    /** The SHA-256 of these bytes, in characters that may stand in a URL and in an entity tag. */
    public static String of(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(bytes));
    }
}
