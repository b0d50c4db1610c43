package dev.slipway.ledger.gate;

import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.IgnoredApproval;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.UsedEvidence;
import dev.slipway.ledger.policy.freeze.ActiveFreeze;
import dev.slipway.ledger.policy.freeze.Freezes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of the gate, as a pure function of the facts. */
final class Gate {
    /** Reasons that time or a person can resolve; all others need another release or other evidence. */
    private static final Set<ReasonCode> WAITS = Set.of(
            ReasonCode.APPROVAL_MISSING,
            ReasonCode.FOUR_EYES,
            ReasonCode.COMMIT_AUTHOR,
            ReasonCode.NOT_AN_APPROVER,
            ReasonCode.APPROVAL_EXPIRED,
            ReasonCode.APPROVERS_UNKNOWN,
            ReasonCode.NOT_RUN_BEFORE,
            ReasonCode.SOAKING,
            ReasonCode.FAILED_THERE,
            ReasonCode.DRIFTED_THERE,
            ReasonCode.FROZEN,
            ReasonCode.OUTSIDE_WINDOW);

    private final GateFacts facts;
    private final List<Reason> reasons = new ArrayList<>();

    private Gate(GateFacts facts) {
        this.facts = facts;
    }

    /** All reasons against the deployment, in the order in which one would fix them. */
    static List<Reason> reasons(GateFacts facts) {
        Gate gate = new Gate(facts);
        gate.archive();
        facts.rules().requiredEvidence().forEach(gate::evidence);
        gate.age();
        gate.trigger();
        gate.before();
        gate.approvals();
        gate.freezes();
        gate.windows();
        return List.copyOf(gate.reasons);
    }

    /**
     * The reasons against another configuration for a release that already runs: the release itself was admitted
     * before.
     */
    static List<Reason> reasonsOfConfiguration(GateFacts facts) {
        Gate gate = new Gate(facts);
        gate.trigger();
        gate.approvals();
        gate.freezes();
        gate.windows();
        return List.copyOf(gate.reasons);
    }

    /** The decision that follows from the reasons. */
    static Decision decision(List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return Decision.ALLOW;
        }
        return reasons.stream().allMatch(reason -> WAITS.contains(reason.code())) ? Decision.WAIT : Decision.DENY;
    }

    /** The verdicts of approvers that do not count, with the reason. */
    static List<IgnoredApproval> ignored(GateFacts facts) {
        Gate gate = new Gate(facts);
        return facts.votes().stream()
                .flatMap(vote -> gate.ignored(vote).stream()
                        .map(reason -> new IgnoredApproval(vote.id(), reason.code(), reason.detail())))
                .toList();
    }

    /** The evidence that the rules go by: of a required kind, and believed. */
    static List<UsedEvidence> usedEvidence(GateFacts facts) {
        return facts.evidence().stream()
                .filter(fact -> facts.rules().requiredEvidence().contains(fact.kind()) && fact.isBelieved())
                .map(fact -> new UsedEvidence(fact.id(), fact.digest()))
                .toList();
    }

    private void archive() {
        facts.archive()
                .filter(archive -> !archive.digest().equals(facts.release().artifactDigest()))
                .ifPresent(archive -> archive.version()
                        .ifPresentOrElse(
                                version -> add(
                                        ReasonCode.DIGEST_MISMATCH,
                                        "The archive is that of version %s, not of %s. Request %s, or deploy the archive %s.",
                                        version,
                                        facts.release().version(),
                                        version,
                                        facts.release().artifactDigest()),
                                () -> add(
                                        ReasonCode.DIGEST_UNKNOWN,
                                        "No release of the service has the archive %s. Record one, or deploy the archive %s.",
                                        archive.digest(),
                                        facts.release().artifactDigest())));
    }

    private void evidence(Kind kind) {
        new EvidenceRule(kind, facts.environment(), facts.rules().attestationKeys())
                .objection(facts.evidence())
                .ifPresent(reasons::add);
    }

    private void age() {
        facts.live()
                .filter(live -> !facts.isRollback())
                .filter(live -> !live.version().equals(facts.release().version()))
                .filter(facts.release()::isOlderThan)
                .ifPresent(live -> add(
                        ReasonCode.OLDER_THAN_LIVE,
                        "Version %s runs in %s and is newer than %s. Mark it as a rollback if that is intended.",
                        live.version(),
                        facts.environment(),
                        facts.release().version()));
    }

    /**
     * Four eyes needs the person who ran the pipeline, and the requester of the deployment that an automatic promotion
     * follows.
     */
    private void trigger() {
        if (!facts.rules().isFourEyes()) {
            return;
        }
        facts.contributors()
                .bot()
                .ifPresent(who -> add(
                        ReasonCode.NO_PERSON,
                        "%s ran the pipeline, but is not a person. Run the job yourself, or request the deployment yourself.",
                        who.login()));
        facts.contributors()
                .environmentWithoutRequester()
                .ifPresent(before -> add(
                        ReasonCode.NO_PERSON,
                        "It is not known who requested the deployment in %s, which a promotion would follow. Request the deployment yourself.",
                        before));
    }

    /**
     * A release that was seen running here need not have run elsewhere if it is a rollback, or runs here already.
     */
    private void before() {
        String before = facts.rules().promotesFrom();
        boolean isHere = facts.live()
                .filter(live -> live.artifactDigest().equals(facts.release().artifactDigest()))
                .isPresent();
        if (before == null || facts.hasRunHere() && (facts.isRollback() || isHere)) {
            return;
        }
        Optional<SoakPeriod> stay = SoakPeriod.last(facts.before());
        if (stay.isEmpty()) {
            add(
                    ReasonCode.NOT_RUN_BEFORE,
                    "%s has not run in %s, where releases for %s must have run before. Deploy it there first.",
                    facts.release().version(),
                    before,
                    facts.environment());
            return;
        }
        facts.rules()
                .soakTime()
                .flatMap(soak -> new Soak(facts.release().version(), before, soak).objection(stay.get(), facts.now()))
                .ifPresent(reasons::add);
    }

    private void approvals() {
        facts.votes().stream()
                .filter(vote -> !vote.isApproval() && ignored(vote).isEmpty())
                .forEach(vote -> add(
                        ReasonCode.APPROVAL_REFUSED,
                        "%s refused%s. Talk to them: their next verdict counts.",
                        vote.approver(),
                        vote.comment().map(comment -> ": “" + comment + "”").orElse("")));
        List<GateFacts.Vote> approvals =
                facts.votes().stream().filter(GateFacts.Vote::isApproval).toList();
        long approved =
                approvals.stream().filter(vote -> ignored(vote).isEmpty()).count();
        int required = facts.rules().approvals();
        if (approved >= required) {
            return;
        }
        Reason missing = Reason.of(
                ReasonCode.APPROVAL_MISSING,
                "%d of %d %s given. Ask an approver to approve %s for %s.",
                approved,
                required,
                required == 1 ? "approval" : "approvals",
                facts.release().version(),
                facts.environment());
        boolean isUnknown = facts.rules().isFourEyes() && facts.contributors().hasUnknownRunner();
        reasons.add(isUnknown ? missing.withWarning(Reason.UNKNOWN_RUNNER) : missing);
        approvals.forEach(vote -> ignored(vote).ifPresent(reasons::add));
    }

    private Optional<Reason> ignored(GateFacts.Vote vote) {
        return new VoteRule(facts.rules(), facts.contributors()).objection(vote, facts.now());
    }

    private void freezes() {
        for (ActiveFreeze freeze : facts.rules().freezes().at(facts.now())) {
            add(
                    ReasonCode.FROZEN,
                    "No deployment is allowed until %s: %s. Wait, or ask an admin to change the policy.",
                    ReasonTime.of(freeze.until()),
                    freeze.name());
        }
    }

    /** Windows are inverted freezes: outside all of them nothing may be deployed. */
    private void windows() {
        Freezes windows = facts.rules().windows();
        if (windows.items().isEmpty() || !windows.at(facts.now()).isEmpty()) {
            return;
        }
        windows.next(facts.now())
                .ifPresentOrElse(
                        next -> add(
                                ReasonCode.OUTSIDE_WINDOW,
                                "No deployment is allowed outside the windows of %s. The next one begins at %s: %s.",
                                facts.environment(),
                                ReasonTime.of(next.from()),
                                next.name()),
                        () -> add(
                                ReasonCode.OUTSIDE_WINDOW,
                                "No deployment is allowed outside the windows of %s, and all of them are over. Ask an admin to change the policy.",
                                facts.environment()));
    }

    private void add(ReasonCode code, String detail, Object... arguments) {
        reasons.add(Reason.of(code, detail, arguments));
    }
}
