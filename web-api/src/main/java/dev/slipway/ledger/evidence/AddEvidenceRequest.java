package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.platform.text.Digest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to add evidence; the digest identifies the file, and so its content.
 *
 * @param releaseId of which release it is
 * @param name the file's name
 * @param kind its kind, if the client states it
 * @param digest the file's digest
 */
record AddEvidenceRequest(
        UUID releaseId, String name, @Nullable Kind kind, Digest digest) {}
