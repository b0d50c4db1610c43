package dev.slipway.line.audit;

import dev.slipway.line.http.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A head of the chain, signed by the line.
 *
 * @param what its description in findings
 * @param isKept whether it was kept elsewhere and is not part of the extract
 * @param signer the fingerprint of the key that signed it
 * @param position the length of the chain
 * @param hash the last link's hash
 * @param signedAt when it was signed; empty if not stated
 */
record Head(String what, boolean isKept, String signer, long position, String hash, Optional<Instant> signedAt) {

    static Head of(String what, boolean isKept, Statement statement) {
        Json predicate = statement.json().object("predicate");
        return new Head(
                what,
                isKept,
                statement.signer(),
                predicate.number("position", -1),
                statement.json().items("subject").stream()
                        .findFirst()
                        .flatMap(subject -> subject.object("digest").find("sha256"))
                        .orElse(""),
                predicate.time("signedAt"));
    }
}
