package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.format.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for evidence to be added; the file itself stands for what it says by its digest.
 *
 * @param releaseId of which release it is
 * @param name the file's name
 * @param kind what it speaks of, if the client says so
 * @param digest the file's digest
 */
record AddEvidenceRequest(
        UUID releaseId, String name, @Nullable Kind kind, String digest) {}
