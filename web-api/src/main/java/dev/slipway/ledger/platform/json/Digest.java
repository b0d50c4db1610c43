package dev.slipway.ledger.platform.json;

import dev.slipway.ledger.platform.text.Sha256;
import java.util.Base64;

/** Digests by which two pieces of JSON are told apart. */
public final class Digest {

    private Digest() {}

    /** The SHA-256 of these bytes, in characters that may stand in a URL and in an entity tag. */
    public static String sha256(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(bytes));
    }
}
