package dev.slipway.ledger.gate;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.policy.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All facts for a decision of the gate.
 *
 * @param rules the environment's policy
 * @param environment its name
 * @param release the release that is to enter
 * @param live the live release, if known
 * @param archive the archive that is to be deployed, if the client states it
 * @param evidence all evidence of the release; empty if the gate does not ask for it
 * @param votes the last verdict of each approver
 * @param contributors everybody who contributed to the deployment
 * @param before the events of the service in the previous environment, in order; empty if the policy names none
 * @param hasRunHere whether the release's archive has run in the environment, as a worker or the agent saw, and not
 *     only by a client's report; false if the gate does not ask for it
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
        Contributors contributors,
        List<SoakEvent> before,
        boolean hasRunHere,
        boolean isRollback,
        Instant now) {

    /**
     * A release.
     *
     * @param artifactDigest its archive
     * @param builtAt when it was built, if that is known
     * @param recordedAt when the ledger was told
     */
    record Build(String version, Digest artifactDigest, Optional<Instant> builtAt, Instant recordedAt) {

        /**
         * Compares build times if both are known, else recording times. A build time after the recording, from a wrong
         * clock, counts as the recording time.
         */
        boolean isOlderThan(Build other) {
            return builtAt.isPresent() && other.builtAt.isPresent()
                    ? built(builtAt.get()).isBefore(other.built(other.builtAt.get()))
                    : recordedAt.isBefore(other.recordedAt);
        }

        private Instant built(Instant reported) {
            return reported.isAfter(recordedAt) ? recordedAt : reported;
        }
    }

    /**
     * An archive.
     *
     * @param version the release of the service that it is, if it is one
     */
    record Archive(Digest digest, Optional<String> version) {}

    /**
     * The last verdict of an approver.
     *
     * @param id the approval's identity
     * @param isApproval true for an approval, false for a refusal
     * @param status whether they are still an approver, by the account that said it
     * @param email their address, if it is known
     */
    record Vote(
            UUID id,
            String approver,
            boolean isApproval,
            Optional<String> comment,
            Instant at,
            ApproverStatus status,
            Optional<String> email) {}
}
