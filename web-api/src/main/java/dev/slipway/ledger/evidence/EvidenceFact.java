package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.format.Kind;
import dev.slipway.ledger.evidence.format.Verdict;
import java.time.Instant;

/**
 * What a piece of evidence says, without its figures.
 *
 * @param kind what it speaks of
 * @param name the file's name
 * @param verdict what it says of the release
 * @param recordedAt when it was added
 * @param isBelieved whether it is signed by whom it must be signed by, if it must be
 */
public record EvidenceFact(Kind kind, String name, Verdict verdict, Instant recordedAt, boolean isBelieved) {

    /** What need not be signed. */
    public EvidenceFact(Kind kind, String name, Verdict verdict, Instant recordedAt) {
        this(kind, name, verdict, recordedAt, true);
    }
}
