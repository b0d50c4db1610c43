package dev.slipway.ledger.gate;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.policy.AttestationKey;
import dev.slipway.ledger.policy.AttestationKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rule that a release must have evidence of a kind, none of which failed. Tests need at least one that passed; of
 * the other kinds, which may carry no verdict, some evidence must exist.
 *
 * @param kind the required kind
 * @param environment whose policy requires it
 * @param keys the policy's keys, one of which must have signed an attestation
 */
record EvidenceRule(Kind kind, String environment, AttestationKeys keys) {
    private static final int NAMES_SHOWN = 5;

    /** The reason against the release; empty if its evidence suffices. */
    Optional<Reason> objection(List<EvidenceFact> evidence) {
        List<EvidenceFact> all =
                evidence.stream().filter(fact -> fact.kind() == kind).toList();
        List<EvidenceFact> believed =
                all.stream().filter(EvidenceFact::isBelieved).toList();
        List<EvidenceFact> failed = believed.stream()
                .filter(fact -> fact.verdict() == Verdict.FAILED && !isReplaced(fact, believed))
                .toList();
        if (!failed.isEmpty()) {
            return Optional.of(Reason.of(
                    ReasonCode.EVIDENCE_FAILED,
                    "Evidence of the kind %s failed: %s. Release a fixed version, or add a file of the same name that passed.",
                    kind,
                    names(failed)));
        }
        return believed.stream().anyMatch(this::suffices) ? Optional.empty() : Optional.of(missing(all, believed));
    }

    private Reason missing(List<EvidenceFact> all, List<EvidenceFact> believed) {
        if (all.isEmpty()) {
            return Reason.of(
                    ReasonCode.EVIDENCE_MISSING, "There is no evidence of the kind %s. Add it to the release.", kind);
        }
        if (believed.isEmpty()) {
            return Reason.of(
                    ReasonCode.EVIDENCE_UNSIGNED,
                    "Evidence of the kind %s is there, but none that a key of the policy of %s signed: %s. Add one in a DSSE"
                            + " envelope signed by %s, or have an admin add the key to the policy.",
                    kind,
                    environment,
                    names(all),
                    keys.items().stream().map(AttestationKey::name).collect(Collectors.joining(" or ")));
        }
        return Reason.of(
                ReasonCode.EVIDENCE_MISSING,
                "There is evidence of the kind %s, but no test in it ran. Add a file in which some passed.",
                kind);
    }

    private boolean suffices(EvidenceFact fact) {
        return fact.verdict() == Verdict.PASSED || kind != Kind.TESTS && fact.verdict() == Verdict.NONE;
    }

    private static boolean isReplaced(EvidenceFact failed, List<EvidenceFact> believed) {
        return believed.stream()
                .anyMatch(later -> later.verdict() == Verdict.PASSED
                        && later.name().equals(failed.name())
                        && later.recordedAt().isAfter(failed.recordedAt()));
    }

    /** The first few names. */
    private static String names(List<EvidenceFact> facts) {
        List<String> names = facts.stream().map(EvidenceFact::name).distinct().toList();
        String first = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        int more = names.size() - NAMES_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
