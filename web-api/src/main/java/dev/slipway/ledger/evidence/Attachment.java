package dev.slipway.ledger.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Declares an answer by RFC 6266 as a file to be saved, with its name. */
final class Attachment {

    private Attachment() {}

    /** The header's value. No name leads out of a folder, or hides itself. */
    static String named(String name) {
        String safe = name.replaceAll("[/\\\\:]", "_").replaceFirst("^\\.+", "_");
        String ascii = safe.replaceAll("[^A-Za-z0-9 ._()+-]", "_");
        String encoded = URLEncoder.encode(safe, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
