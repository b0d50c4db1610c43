package dev.slipway.ledger.platform.http;

import dev.slipway.ledger.platform.json.Fingerprint;
import dev.slipway.ledger.platform.json.Json;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strong entity tag of something that has versions: {@code "policy-3-…"}. It changes with the representation, as
 * when a newer ledger shows more of the same version; a precondition compares the version alone.
 *
 * @param kind the kind of resource, such as {@code policy}
 */
public record VersionTag(String kind, int version) {
    private static final int DIGEST_LENGTH = 12;

    /** The tag of this version in a representation. */
    public EntityTag of(Record representation) {
        String digest = Fingerprint.of(Json.text(representation).getBytes(StandardCharsets.UTF_8));
        return new EntityTag(value() + "-" + digest.substring(0, DIGEST_LENGTH));
    }

    /**
     * Whether a client names this version; by RFC 9110 any one of its tags will do, and no weak one.
     *
     * @param ifMatch the header If-Match
     */
    public boolean isIn(String ifMatch) {
        String tag = '"' + value();
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(candidate ->
                        candidate.equals("*") || candidate.equals(tag + '"') || candidate.startsWith(tag + "-"));
    }

    private String value() {
        return kind + "-" + version;
    }
}
