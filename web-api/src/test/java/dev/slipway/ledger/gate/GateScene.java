package dev.slipway.ledger.gate;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.gate.GateFacts.Build;
import dev.slipway.ledger.gate.GateFacts.Vote;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import dev.slipway.ledger.policy.AttestationKeys;
import dev.slipway.ledger.policy.Rules;
import dev.slipway.ledger.policy.freeze.Freezes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the gate knows of a release 2.0 that is to go to production on a Friday, and what it makes of it. */
final class GateScene {
    static final Instant NOW = Instant.parse("2026-11-27T17:00:00Z");
    static final Build RELEASE = build("2.0", "2026-11-20T00:00:00Z", "2026-11-20T01:00:00Z");
    static final Freezes NONE = new Freezes(List.of());

    private GateScene() {}

    static Rules rules(List<Kind> evidence, int approvals, boolean isFourEyes, @Nullable String hold, Freezes freezes) {
        return new Rules(
                1,
                evidence,
                approvals,
                isFourEyes,
                hold,
                freezes,
                null,
                null,
                Freezes.NONE,
                false,
                false,
                false,
                AttestationKeys.NONE);
    }

    static Contributors contributors(String actor) {
        return new Contributors(List.of(Requester.account(actor)), List.of());
    }

    static Decision decide(GateFacts facts) {
        return Gate.decision(Gate.reasons(facts));
    }

    static List<ReasonCode> codes(GateFacts facts) {
        return Gate.reasons(facts).stream().map(Reason::code).toList();
    }

    static GateFacts facts(Rules rules) {
        return facts(rules, contributors("bob"), List.of(), List.of());
    }

    static GateFacts facts(Rules rules, Contributors contributors, List<Vote> votes, List<SoakEvent> before) {
        return new GateFacts(
                rules,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                votes,
                contributors,
                before,
                false,
                false,
                NOW);
    }

    static Vote yes(String approver) {
        return yes(approver, ApproverStatus.APPROVER);
    }

    static Vote yes(String approver, ApproverStatus status) {
        return vote(approver, true, null, NOW, status);
    }

    static Vote vote(String approver, boolean isApproval, @Nullable String comment, Instant at, ApproverStatus status) {
        UUID id = UUID.nameUUIDFromBytes(approver.getBytes(StandardCharsets.UTF_8));
        return new Vote(
                id,
                approver,
                isApproval,
                Optional.ofNullable(comment),
                at,
                status,
                Optional.of(approver + "@example.org"));
    }

    static EvidenceFact fact(Kind kind, String name, Verdict verdict, int minute) {
        return new EvidenceFact(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                Digest.ofHex(Sha256.hex(name)).text(),
                kind,
                name,
                verdict,
                NOW.minusSeconds(86_400).plusSeconds(60L * minute));
    }

    static Build build(String version, @Nullable String builtAt, String recordedAt) {
        return new Build(
                version,
                Digest.ofHex(Sha256.hex(version)),
                Optional.ofNullable(builtAt).map(Instant::parse),
                Instant.parse(recordedAt));
    }
}
