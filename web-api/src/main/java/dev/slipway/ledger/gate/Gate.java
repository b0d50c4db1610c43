package dev.slipway.ledger.gate;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.format.Kind;
import dev.slipway.ledger.evidence.format.Verdict;
import dev.slipway.ledger.people.Standing;
import dev.slipway.ledger.policy.AttestationKey;
import dev.slipway.ledger.policy.Freezes;
import dev.slipway.ledger.policy.Frozen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The gate's rules, as a pure function of the facts. */
final class Gate {
    /** What time or a person can resolve; everything else needs another release or other evidence. */
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

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

    private static final ZoneId UTC = ZoneId.of("UTC");

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
     * The reasons against another configuration for a release that already runs: the release itself was let in before.
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

    private void archive() {
        facts.archive()
                .filter(archive -> !archive.digest().equals(facts.release().artifactDigest()))
                .ifPresent(archive -> archive.version()
                        .ifPresentOrElse(
                                version -> add(
                                        ReasonCode.DIGEST_MISMATCH,
                                        "The archive is that of version %s, not of %s. Ask for %s, or deploy the archive %s.",
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

    /**
     * Tests need at least one that passed; of the other kinds, which may carry no verdict, some evidence must exist.
     */
    private void evidence(Kind kind) {
        List<EvidenceFact> all =
                facts.evidence().stream().filter(fact -> fact.kind() == kind).toList();
        List<EvidenceFact> ofKind =
                all.stream().filter(EvidenceFact::isBelieved).toList();
        List<String> failed = ofKind.stream()
                .filter(fact -> fact.verdict() == Verdict.FAILED && !isReplaced(fact, ofKind))
                .map(EvidenceFact::name)
                .distinct()
                .toList();
        boolean isThere = ofKind.stream()
                .anyMatch(fact ->
                        fact.verdict() == Verdict.PASSED || kind != Kind.TESTS && fact.verdict() == Verdict.NONE);
        if (!failed.isEmpty()) {
            add(
                    ReasonCode.EVIDENCE_FAILED,
                    "Evidence of the kind %s failed: %s. Release a fixed version, or add a file of the same name that passed.",
                    kind,
                    some(failed));
        } else if (!isThere && ofKind.isEmpty() && !all.isEmpty()) {
            add(
                    ReasonCode.EVIDENCE_UNSIGNED,
                    "Evidence of the kind %s is there, but none that a key of the policy of %s signed: %s. Add one in a DSSE"
                            + " envelope signed by %s, or have an admin add the key to the policy.",
                    kind,
                    facts.environment(),
                    some(all.stream().map(EvidenceFact::name).distinct().toList()),
                    facts.rules().attestationKeys().items().stream()
                            .map(AttestationKey::name)
                            .collect(Collectors.joining(" or ")));
        } else if (!isThere && ofKind.isEmpty()) {
            add(ReasonCode.EVIDENCE_MISSING, "There is no evidence of the kind %s. Add it to the release.", kind);
        } else if (!isThere) {
            add(
                    ReasonCode.EVIDENCE_MISSING,
                    "There is evidence of the kind %s, but no test in it ran. Add a file in which some passed.",
                    kind);
        }
    }

    private static boolean isReplaced(EvidenceFact failed, List<EvidenceFact> ofKind) {
        return ofKind.stream()
                .anyMatch(later -> later.verdict() == Verdict.PASSED
                        && later.name().equals(failed.name())
                        && later.recordedAt().isAfter(failed.recordedAt()));
    }

    private void age() {
        facts.live()
                .filter(live -> !facts.isRollback())
                .filter(live -> !live.version().equals(facts.release().version()))
                .filter(facts.release()::isOlderThan)
                .ifPresent(live -> add(
                        ReasonCode.OLDER_THAN_LIVE,
                        "Version %s runs in %s and is newer than %s. Mark it as a rollback if that is meant.",
                        live.version(),
                        facts.environment(),
                        facts.release().version()));
    }

    /** Four eyes needs to know the person who ran the pipeline. */
    private void trigger() {
        facts.contributors()
                .bot()
                .filter(who -> facts.rules().isFourEyes())
                .ifPresent(who -> add(
                        ReasonCode.NO_PERSON,
                        "%s ran the pipeline, but is not a person. Run the job yourself, or ask for the deployment yourself.",
                        who.login()));
    }

    /** What goes back to what ran here, or runs here already, need not have run elsewhere. */
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
        int asked = facts.rules().approvals();
        if (approved >= asked) {
            return;
        }
        add(
                ReasonCode.APPROVAL_MISSING,
                "%d of %d %s given. Ask an approver to approve %s for %s.",
                approved,
                asked,
                asked == 1 ? "approval" : "approvals",
                facts.release().version(),
                facts.environment());
        approvals.forEach(vote -> ignored(vote).ifPresent(reasons::add));
    }

    /** Why a verdict does not count; empty if it does. A refusal counts until it is known not to be an approver's. */
    private Optional<Reason> ignored(GateFacts.Vote vote) {
        String who = vote.approver();
        if (vote.standing().isLost()) {
            return Optional.of(reason(
                    ReasonCode.NOT_AN_APPROVER,
                    "The %1$s of %2$s does not count: %2$s %3$s. Ask another approver.",
                    vote.isApproval() ? "approval" : "refusal",
                    who,
                    switch (vote.standing()) {
                        case DISABLED -> "is disabled";
                        case NO_ACCOUNT -> "no longer has an account";
                        default -> "no longer has the role approver";
                    }));
        }
        if (!vote.isApproval()) {
            return Optional.empty();
        }
        if (vote.standing() == Standing.UNKNOWN) {
            return Optional.of(reason(
                    ReasonCode.APPROVERS_UNKNOWN,
                    "Keycloak does not answer, so it is unknown whether %s may still approve. The gate asks again by itself.",
                    who));
        }
        Optional<Instant> end =
                facts.rules().holdsUntil(vote.at()).filter(until -> !facts.now().isBefore(until));
        if (end.isPresent()) {
            return Optional.of(reason(
                    ReasonCode.APPROVAL_EXPIRED,
                    "The approval of %s, of %s, expired at %s. Ask for a new one.",
                    who,
                    TIME.format(vote.at().atZone(UTC)),
                    TIME.format(end.get().atZone(UTC))));
        }
        if (!facts.rules().isFourEyes()) {
            return Optional.empty();
        }
        return facts.contributors()
                .contribution(who, vote.email())
                .map(contribution -> reason(
                        contribution.code(),
                        "The approval of %1$s does not count: %1$s %2$s. Somebody else has to approve.",
                        who,
                        contribution.deed()));
    }

    private void freezes() {
        for (Frozen freeze : facts.rules().freezes().at(facts.now())) {
            add(
                    ReasonCode.FROZEN,
                    "No deployment is allowed until %s: %s. Wait, or ask an admin to change the policy.",
                    TIME.format(freeze.until()),
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
                                TIME.format(next.from()),
                                next.name()),
                        () -> add(
                                ReasonCode.OUTSIDE_WINDOW,
                                "No deployment is allowed outside the windows of %s, and all of them are over. Ask an admin to change the policy.",
                                facts.environment()));
    }

    /** The first few of many names. */
    private static String some(List<String> names) {
        int shown = 5;
        String first = names.stream().limit(shown).collect(Collectors.joining(", "));
        return names.size() > shown ? first + " and " + (names.size() - shown) + " more" : first;
    }

    private void add(ReasonCode code, String detail, Object... arguments) {
        reasons.add(reason(code, detail, arguments));
    }

    private static Reason reason(ReasonCode code, String detail, Object... arguments) {
        return new Reason(code, String.format(Locale.ROOT, detail, arguments));
    }
}
