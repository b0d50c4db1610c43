package dev.slipway.ledger.gate;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.people.Standing;
import dev.slipway.ledger.policy.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that the gate decides by.
 *
 * @param rules what the environment asks
 * @param environment its name
 * @param release the release that is to enter
 * @param live the release that runs, if one does and it is known
 * @param archive the archive that is to be deployed, if the client says so
 * @param evidence all evidence of the release
 * @param votes of each approver what was said last
 * @param side whose work the deployment is
 * @param before what happened to the service in the environment before, in that order; nothing where the rules name none
 * @param isRollback whether an earlier release is to be put back
 * @param now the time
 */
record GateFacts(
        Rules rules,
        String environment,
        Build release,
        Optional<Build> live,
        Optional<Archive> archive,
        List<EvidenceFact> evidence,
        List<Vote> votes,
        Side side,
        List<Happening> before,
        boolean isRollback,
        Instant now) {

    /**
     * A release.
     *
     * @param version its version
     * @param artifactDigest its archive
     * @param builtAt when it was built, if that is known
     * @param recordedAt when the ledger was told
     */
    record Build(String version, String artifactDigest, Optional<Instant> builtAt, Instant recordedAt) {

        /** By when they were built, if that is known of both; else by when they were recorded. */
        boolean isOlderThan(Build other) {
            return builtAt.isPresent() && other.builtAt.isPresent()
                    ? builtAt.get().isBefore(other.builtAt.get())
                    : recordedAt.isBefore(other.recordedAt);
        }
    }

    /**
     * An archive.
     *
     * @param digest its digest
     * @param version the release of the service that it is, if it is one
     */
    record Archive(String digest, Optional<String> version) {}

    /**
     * What an approver said last.
     *
     * @param id the approval's identity
     * @param approver who
     * @param isApproval whether it was an approval, and not a refusal
     * @param comment why
     * @param at when
     * @param standing whether they are still an approver
     * @param email their address, if it is known
     */
    record Vote(
            UUID id,
            String approver,
            boolean isApproval,
            Optional<String> comment,
            Instant at,
            Standing standing,
            Optional<String> email) {}
}
