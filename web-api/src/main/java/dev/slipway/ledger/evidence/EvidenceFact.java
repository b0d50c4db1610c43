package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Verdict;
import java.time.Instant;
import java.util.UUID;

/**
 * A piece of evidence without its figures.
 *
 * @param digest the file's digest
 * @param name the file's name
 * @param recordedAt when it was added
 * @param isBelieved whether it is signed with a required key, if one is required
 */
public record EvidenceFact(
        UUID id, String digest, Kind kind, String name, Verdict verdict, Instant recordedAt, boolean isBelieved) {

    /** For evidence that need not be signed. */
    public EvidenceFact(UUID id, String digest, Kind kind, String name, Verdict verdict, Instant recordedAt) {
        this(id, digest, kind, name, verdict, recordedAt, true);
    }
}
