package dev.slipway.line.audit;

import dev.slipway.line.http.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A head of the chain that the line has signed.
 *
 * @param what what it is, for whoever reads what is wrong
 * @param isKept whether it was kept elsewhere, and is not of the extract
 * @param position how many links the chain had
 * @param hash the last link's
 * @param signedAt when; empty where it does not say so
 */
record Head(String what, boolean isKept, long position, String hash, Optional<Instant> signedAt) {

    static Head of(String what, boolean isKept, Json statement) {
        Json predicate = statement.object("predicate");
        return new Head(
                what,
                isKept,
                predicate.number("position", -1),
                statement.items("subject").stream()
                        .findFirst()
                        .flatMap(subject -> subject.object("digest").find("sha256"))
                        .orElse(""),
                predicate.time("signedAt"));
    }
}
