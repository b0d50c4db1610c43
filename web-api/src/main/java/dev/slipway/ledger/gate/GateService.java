package dev.slipway.ledger.gate;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.approval.Approval;
import dev.slipway.ledger.approval.ApprovalResponse;
import dev.slipway.ledger.approval.ApprovalService;
import dev.slipway.ledger.approval.ApprovalVerdict;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.EvidenceService;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.people.approver.Approver;
import dev.slipway.ledger.people.approver.ApproverService;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.policy.Rules;
import dev.slipway.ledger.release.CommitAuthor;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gathers the facts for the gate and evaluates it. */
@ApplicationScoped
@Transactional
public class GateService {

    @Inject
    PolicyService policies;

    @Inject
    EvidenceService evidence;

    @Inject
    ApprovalService approvals;

    @Inject
    ApproverService approvers;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ReleaseService releases;

    @Inject
    SoakEventRepository before;

    @Inject
    DecisionRepository decisions;

    @Inject
    Clock clock;

    /** Decides by what the ledger knows now. */
    public GateAnswer evaluate(GateQuestion question) {
        Candidate candidate = question.candidate();
        Release release = candidate.release();
        Rules rules = rules(candidate);
        List<Approval> inForce = approvals.inForce(candidate).stream()
                .filter(question::isAnsweredBy)
                .toList();
        Map<String, Approver> known = approvers(inForce, rules);
        Optional<Release> live = live(candidate);
        Instant now = clock.instant();
        GateFacts facts = new GateFacts(
                rules,
                candidate.environment().name(),
                build(release),
                live.map(GateService::build),
                archive(question),
                evidence(question, rules),
                inForce.stream().map(approval -> vote(approval, known)).toList(),
                contributors(question, live, !question.isConfigure() && needsAuthors(inForce, rules)),
                before(question, rules),
                rules.promotesFrom() != null && mayStay(question, live) && wasSeen(candidate),
                question.isRollback(),
                now);
        List<Reason> reasons = reasons(question, facts);
        return new GateAnswer(
                Gate.decision(reasons),
                reasons,
                candidate.service(),
                release.version(),
                candidate.environment().name(),
                release.artifactDigest().text(),
                rules.version(),
                question.configurationVersion(),
                Gate.usedEvidence(facts),
                inForce.stream().map(ApprovalResponse::of).toList(),
                Gate.ignored(facts),
                now);
    }

    /** The ledger has servers in one environment only, so it cannot be required to have run in another. */
    private Rules rules(Candidate candidate) {
        Rules rules = policies.rules(candidate.environment());
        return candidate.service().equals(GroupNames.LEDGER) ? rules.withoutPromotion() : rules;
    }

    /** Records the answer for a deployment request, which must be recorded already. */
    public void record(UUID request, Release release, GateAnswer answer) {
        decisions.add(
                Uuid7.at(answer.evaluatedAt()),
                request,
                release.id(),
                answer.decision().toString(),
                Json.text(answer),
                answer.evaluatedAt());
    }

    private static List<Reason> reasons(GateQuestion question, GateFacts facts) {
        if (!question.isConfigure()) {
            return Gate.reasons(facts);
        }
        return facts.rules().isConfigurationGated() ? Gate.reasonsOfConfiguration(facts) : List.of();
    }

    /**
     * Why somebody may not approve a candidate under four eyes: their contribution, worded to follow their name; empty
     * if they may approve it.
     */
    public Optional<String> objection(GateQuestion question, String approver) {
        if (!policies.rules(question.candidate().environment()).isFourEyes()) {
            return Optional.empty();
        }
        Contributors contributors = contributors(question, live(question.candidate()), !question.isConfigure());
        Optional<String> email = contributors.isKnownByAddress()
                ? Optional.ofNullable(approvers.approvers(List.of(approver)).get(approver))
                        .map(Approver::email)
                : Optional.empty();
        return contributors.contribution(approver, email).map(Contributors.Contribution::description);
    }

    /** A configuration change is not of the release, whose evidence was looked at when that was admitted. */
    private List<EvidenceFact> evidence(GateQuestion question, Rules rules) {
        if (question.isConfigure() || rules.requiredEvidence().isEmpty()) {
            return List.of();
        }
        return evidence.facts(
                question.candidate().release(),
                rules.requiredEvidence().contains(Kind.ATTESTATION)
                        ? rules.attestationKeys().keys()
                        : List.of());
    }

    private List<SoakEvent> before(GateQuestion question, Rules rules) {
        Release release = question.candidate().release();
        return rules.promotesFrom() == null
                ? List.of()
                : before.events(release.service().id(), rules.promotesFrom(), release.artifactDigest());
    }

    /**
     * Whether it is a rollback or runs already: only then the gate needs to know whether it was seen running here. For
     * all others that query is skipped, since open requests are evaluated every few seconds.
     */
    private static boolean mayStay(GateQuestion question, Optional<Release> live) {
        Digest digest = question.candidate().release().artifactDigest();
        return question.isRollback()
                || live.filter(runs -> runs.artifactDigest().equals(digest)).isPresent();
    }

    private boolean wasSeen(Candidate candidate) {
        return deployments.wasSeen(candidate.release(), candidate.environment());
    }

    private Optional<Release> live(Candidate candidate) {
        return deployments
                .live(candidate.service(), candidate.environment().name())
                .flatMap(Deployment::release);
    }

    /** Commit authors matter only if there is an approval. */
    private static boolean needsAuthors(List<Approval> inForce, Rules rules) {
        return rules.isFourEyes()
                && inForce.stream().anyMatch(approval -> approval.verdict() == ApprovalVerdict.APPROVED);
    }

    private Contributors contributors(GateQuestion question, Optional<Release> live, boolean isWithAuthors) {
        return new Contributors(question.requesters(), isWithAuthors ? authors(question.candidate(), live) : List.of());
    }

    private List<CommitAuthor> authors(Candidate candidate, Optional<Release> live) {
        return releases.authors(candidate.release(), former(candidate, live));
    }

    /**
     * The last release that was seen running: a release that is only claimed to run could hide the authors of earlier
     * commits. If it is newer than the candidate, the newest older one that was seen, or the candidate itself if that
     * was seen. If none was ever seen, what is reported to run counts.
     */
    private Optional<Release> former(Candidate candidate, Optional<Release> live) {
        Release release = candidate.release();
        Optional<Release> seen = deployments.lastSeen(candidate.service(), candidate.environment());
        Optional<Release> last = seen.or(() -> live);
        if (last.filter(runs -> runs.recordedAt().isAfter(release.recordedAt())).isEmpty()) {
            return last;
        }
        return seen.isPresent()
                ? deployments.lastSeen(release, candidate.environment())
                : Optional.of(release).filter(claimed -> deployments.hasRun(claimed, candidate.environment()));
    }

    /**
     * Queries Keycloak only about approvers whose verdict matters: none if no approval is required and nobody refused.
     */
    private Map<String, Approver> approvers(List<Approval> inForce, Rules rules) {
        return approvers.approvers(inForce.stream()
                .filter(approval -> rules.approvals() > 0 || approval.verdict() == ApprovalVerdict.REFUSED)
                .map(Approval::approver)
                .toList());
    }

    /** Looks up the archive's release only if it is not this one's. */
    private Optional<GateFacts.Archive> archive(GateQuestion question) {
        Digest digest = question.artifactDigest();
        if (digest == null || digest.equals(question.candidate().release().artifactDigest())) {
            return Optional.empty();
        }
        return Optional.of(new GateFacts.Archive(
                digest,
                releases.findByDigest(question.candidate().service(), digest).map(Release::version)));
    }

    private static GateFacts.Build build(Release release) {
        return new GateFacts.Build(
                release.version(), release.artifactDigest(), release.builtAt(), release.recordedAt());
    }

    private static GateFacts.Vote vote(Approval approval, Map<String, Approver> known) {
        Optional<Approver> approver = Optional.ofNullable(known.get(approval.approver()));
        return new GateFacts.Vote(
                approval.id(),
                approval.approver(),
                approval.verdict() == ApprovalVerdict.APPROVED,
                approval.comment(),
                approval.decidedAt(),
                approver.map(now -> now.statusAsOf(approval.decidedAt())).orElse(ApproverStatus.APPROVER),
                approver.map(Approver::email));
    }
}
