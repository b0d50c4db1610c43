package dev.slipway.ledger.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.format.Kind;
import dev.slipway.ledger.evidence.format.Verdict;
import dev.slipway.ledger.gate.GateFacts.Archive;
import dev.slipway.ledger.gate.GateFacts.Build;
import dev.slipway.ledger.gate.GateFacts.Vote;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.people.ApproverStatus;
import dev.slipway.ledger.policy.AttestationKeys;
import dev.slipway.ledger.policy.Freeze;
import dev.slipway.ledger.policy.Freezes;
import dev.slipway.ledger.policy.Rules;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:00:00Z");
    private static final Build RELEASE = build("2.0", "2026-11-20T00:00:00Z", "2026-11-20T01:00:00Z");
    private static final Freezes NONE = new Freezes(List.of());

    @Test
    void allowsWhatNobodyAsksAnythingOf() {
        assertThat(decide(facts(Rules.NONE))).isEqualTo(Decision.ALLOW);
        assertThat(Gate.reasons(facts(Rules.NONE))).isEmpty();
    }

    @Test
    void doesNotLookAtEvidenceThatNobodyAsksFor() {
        assertCode(with(facts(Rules.NONE), List.of(fact(Kind.TESTS, "a", Verdict.FAILED, 0))), null);
    }

    @Test
    void knowsTheArchive() {
        assertCode(archive(new Archive(RELEASE.artifactDigest(), Optional.empty())), null);
        assertCode(archive(new Archive("sha256:other", Optional.of("1.9"))), ReasonCode.DIGEST_MISMATCH);
        assertCode(archive(new Archive("sha256:other", Optional.empty())), ReasonCode.DIGEST_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        // version, built and recorded of what runs
        "1.0, 2026-11-19T00:00:00Z, 2026-11-25T00:00:00Z, false, ",
        "3.0, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z, false, OLDER_THAN_LIVE",
        "3.0, 2199-01-01T00:00:00Z, 2026-11-19T00:00:00Z, false, ",
        "3.0, , 2026-11-21T00:00:00Z, false, OLDER_THAN_LIVE",
        "3.0, , 2026-11-19T00:00:00Z, false, ",
        "3.0, 2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z, true, ",
        "2.0, 2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z, false, "
    })
    void wantsNoOlderReleaseUnawares(
            String version,
            @Nullable String builtAt,
            String recordedAt,
            boolean isRollback,
            @Nullable ReasonCode code) {
        GateFacts facts = new GateFacts(
                Rules.NONE,
                "production",
                RELEASE,
                Optional.of(build(version, builtAt, recordedAt)),
                Optional.empty(),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                isRollback,
                NOW);
        assertCode(facts, code);
    }

    @Test
    void waitsForApprovals() {
        Rules two = rules(List.of(), 2, false, null, NONE);
        assertThat(codes(voted(two, "bob"))).containsExactly(ReasonCode.APPROVAL_MISSING);
        assertThat(decide(voted(two, "bob", yes("ann")))).isEqualTo(Decision.WAIT);
        assertThat(decide(voted(two, "bob", yes("ann"), yes("bob")))).isEqualTo(Decision.ALLOW);
    }

    @Test
    void countsNoApprovalOfTheOneWhoAsksWhereFourEyesAreWanted() {
        Rules four = rules(List.of(), 1, true, null, NONE);
        assertThat(codes(voted(four, "bob", yes("bob"))))
                .containsExactly(ReasonCode.APPROVAL_MISSING, ReasonCode.FOUR_EYES);
        assertThat(decide(voted(four, "bob", yes("bob")))).isEqualTo(Decision.WAIT);
        assertThat(decide(voted(four, "bob", yes("bob"), yes("ann")))).isEqualTo(Decision.ALLOW);
        assertThat(decide(voted(four, "ann", yes("bob")))).isEqualTo(Decision.ALLOW);
    }

    @Test
    void deniesWhatAnApproverRefuses() {
        Rules one = rules(List.of(), 1, true, null, NONE);
        Vote no = vote("eve", false, "Not today", NOW, ApproverStatus.APPROVER);
        assertThat(decide(voted(one, "bob", yes("ann"), no))).isEqualTo(Decision.DENY);
        assertThat(Gate.reasons(voted(Rules.NONE, "bob", no)).get(0).detail()).contains("eve", "Not today");
        // Also the one's who asks.
        assertThat(codes(voted(one, "eve", yes("ann"), no))).containsExactly(ReasonCode.APPROVAL_REFUSED);
    }

    @Test
    void listsTheVerdictsThatDoNotCount() {
        Rules one = rules(List.of(), 1, false, null, NONE);
        Vote no = vote("eve", false, "Not today", NOW, ApproverStatus.DISABLED);
        GateFacts facts = voted(one, "bob", yes("ann"), no, yes("tom", ApproverStatus.NO_ROLE));
        assertThat(decide(facts)).isEqualTo(Decision.ALLOW);
        assertThat(Gate.ignored(facts))
                .extracting(IgnoredApproval::approvalId, IgnoredApproval::code)
                .containsExactly(
                        tuple(no.id(), ReasonCode.NOT_AN_APPROVER),
                        tuple(facts.votes().get(2).id(), ReasonCode.NOT_AN_APPROVER));
    }

    @Test
    void waitsForTheEndOfAFreeze() {
        GateFacts facts = facts(rules(
                List.of(),
                0,
                false,
                null,
                new Freezes(
                        List.of(new Freeze("Weekend", "Europe/Berlin", List.of(DayOfWeek.FRIDAY), "16:00", "23:59")))));
        assertThat(decide(facts)).isEqualTo(Decision.WAIT);
        assertThat(Gate.reasons(facts).get(0).detail()).contains("Weekend", "2026-11-27 23:59 Europe/Berlin");
    }

    @Test
    void givesEveryReasonAtOnce() {
        GateFacts facts = new GateFacts(
                rules(
                        List.of(Kind.TESTS, Kind.SBOM),
                        2,
                        true,
                        null,
                        new Freezes(List.of(new Freeze("Fair", "UTC", null, "2026-11-01T00:00", "2026-12-01T00:00")))),
                "production",
                RELEASE,
                Optional.of(build("3.0", null, "2026-11-25T00:00:00Z")),
                Optional.of(new Archive("sha256:x", Optional.empty())),
                List.of(fact(Kind.TESTS, "a", Verdict.FAILED, 0)),
                List.of(
                        yes("bob"),
                        yes("ann", ApproverStatus.NO_ROLE),
                        yes("tom", ApproverStatus.UNKNOWN),
                        vote("eve", false, null, NOW, ApproverStatus.APPROVER)),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
        assertThat(codes(facts))
                .containsExactly(
                        ReasonCode.DIGEST_UNKNOWN,
                        ReasonCode.EVIDENCE_FAILED,
                        ReasonCode.EVIDENCE_MISSING,
                        ReasonCode.OLDER_THAN_LIVE,
                        ReasonCode.APPROVAL_REFUSED,
                        ReasonCode.APPROVAL_MISSING,
                        ReasonCode.FOUR_EYES,
                        ReasonCode.NOT_AN_APPROVER,
                        ReasonCode.APPROVERS_UNKNOWN,
                        ReasonCode.FROZEN);
        assertThat(decide(facts)).isEqualTo(Decision.DENY);
        assertThat(Gate.reasons(facts))
                .allSatisfy(reason -> assertThat(reason.detail()).matches("(?s).+\\. .+\\."));
    }

    @Test
    void wantsOfAConfigurationOnlyWhatIsNotTheReleases() {
        Freezes fair = new Freezes(List.of(new Freeze("Fair", "UTC", null, "2026-11-01T00:00", "2026-12-01T00:00")));
        GateFacts facts = facts(new Rules(
                7,
                List.of(Kind.TESTS),
                1,
                false,
                null,
                fair,
                "staging",
                null,
                Freezes.NONE,
                false,
                true,
                false,
                AttestationKeys.NONE));
        assertThat(codes(facts)).contains(ReasonCode.EVIDENCE_MISSING);
        assertThat(Gate.reasonsOfConfiguration(facts))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.APPROVAL_MISSING, ReasonCode.FROZEN);
    }

    @ParameterizedTest
    @EnumSource
    void decidesByTheGravestReason(ReasonCode code) {
        boolean isWait = Set.of(
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
                        ReasonCode.OUTSIDE_WINDOW)
                .contains(code);
        Reason waits = new Reason(ReasonCode.FROZEN, "x");
        assertThat(Gate.decision(List.of(waits, new Reason(code, "x"))))
                .isEqualTo(isWait ? Decision.WAIT : Decision.DENY);
    }

    /** By a line in a worker's log, which the service's own code can write. */
    @Test
    void followsNoDeploymentThatNobodyAskedForWhereFourEyesAreWanted() {
        GateFacts unknown = asked(rules(List.of(), 1, true, null, NONE), Asker.unknown("staging"), yes("ann"));
        assertThat(codes(unknown)).containsExactly(ReasonCode.NO_PERSON);
        assertThat(Gate.reasons(unknown).get(0).detail()).contains("in staging");
        assertThat(decide(asked(rules(List.of(), 1, false, null, NONE), Asker.unknown("staging"), yes("ann"))))
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void takesNoBotForAPersonWhereFourEyesAreWanted() {
        Rules four = rules(List.of(), 1, true, null, NONE);
        Rules two = rules(List.of(), 1, false, null, NONE);
        GateFacts bot = triggered(four, "project_20_bot_1f", yes("ann"));
        assertThat(codes(bot)).containsExactly(ReasonCode.NO_PERSON);
        assertThat(decide(bot)).isEqualTo(Decision.DENY);
        assertThat(decide(triggered(two, "project_20_bot_1f", yes("ann")))).isEqualTo(Decision.ALLOW);
        assertThat(decide(triggered(four, "jane", yes("ann")))).isEqualTo(Decision.ALLOW);
        assertThat(codes(triggered(four, "jane", yes("jane"))))
                .containsExactly(ReasonCode.APPROVAL_MISSING, ReasonCode.FOUR_EYES);
    }

    @Test
    void wantsWhatRanBefore() {
        Rules plain = from(null);
        assertThat(codes(before(plain))).containsExactly(ReasonCode.NOT_RUN_BEFORE);
        assertThat(decide(before(plain))).isEqualTo(Decision.WAIT);
        assertThat(Gate.reasons(before(plain)).get(0).detail())
                .isEqualTo(
                        "2.0 has not run in staging, where releases for production must have run before. Deploy it there first.");
        SoakEvent failed = happening(SoakEvent.Kind.FAILED, "2026-11-27T10:00:00Z", "2.0");
        assertThat(codes(before(plain, failed))).containsExactly(ReasonCode.NOT_RUN_BEFORE);
        SoakEvent ran = happening(SoakEvent.Kind.DEPLOYED, "2026-11-27T10:00:00Z", "2.0");
        assertThat(codes(before(plain, ran, failed))).isEmpty();
    }

    @Test
    void wantsNoRunBeforeOfWhatCanHaveRunNowhere() {
        Rules rules = from("PT2H").fromNowhere();
        assertThat(codes(before(rules))).isEmpty();
        assertThat(rules.soakTime()).isEmpty();
        assertThat(rules.version()).isEqualTo(from("PT2H").version());
    }

    @Test
    void letsItSoak() {
        SoakEvent ran = happening(SoakEvent.Kind.DEPLOYED, "2026-11-27T15:00:01Z", "2.0");
        GateFacts soaking = before(from("PT2H"), ran);
        assertThat(codes(soaking)).containsExactly(ReasonCode.SOAKING);
        assertThat(decide(soaking)).isEqualTo(Decision.WAIT);
        SoakEvent longAgo = happening(SoakEvent.Kind.DEPLOYED, "2026-11-27T15:00:00Z", "2.0");
        assertThat(codes(before(from("PT2H"), longAgo))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, true,   true",
        "true,  true, false,  true",
        "false, true, false,  false",
        // Called a rollback, or on record as live, by somebody's word alone.
        "false, false, true,  false",
        "true,  false, false, false",
        "true,  false, true,  false"
    })
    void holdsUpNoRollbackAndNothingThatRunsHereAlready(
            boolean isLive, boolean hasRunHere, boolean isRollback, boolean isFree) {
        GateFacts facts = new GateFacts(
                from("PT2H"),
                "production",
                RELEASE,
                isLive ? Optional.of(RELEASE) : Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                hasRunHere,
                isRollback,
                NOW);
        assertThat(codes(facts)).isEqualTo(isFree ? List.of() : List.of(ReasonCode.NOT_RUN_BEFORE));
    }

    @Test
    void waitsForTheNextWindow() {
        Freeze tuesdays = new Freeze("Tuesdays", "Europe/Berlin", List.of(DayOfWeek.TUESDAY), "09:00", "16:00");
        GateFacts shut = facts(windows(tuesdays));
        assertThat(codes(shut)).containsExactly(ReasonCode.OUTSIDE_WINDOW);
        assertThat(decide(shut)).isEqualTo(Decision.WAIT);
        assertThat(Gate.reasons(shut).get(0).detail())
                .isEqualTo(
                        "No deployment is allowed outside the windows of production. The next one begins at 2026-12-01 09:00 Europe/Berlin: Tuesdays.");
        Freeze fridays = new Freeze("Fridays", "UTC", List.of(DayOfWeek.FRIDAY), "16:00", "18:00");
        assertThat(codes(facts(windows(tuesdays, fridays)))).isEmpty();
        Freeze gone = new Freeze("Launch", "UTC", null, "2026-01-01T00:00", "2026-01-02T00:00");
        assertThat(Gate.reasons(facts(windows(gone))).get(0).detail()).contains("all of them are over");
    }

    private static Rules rules(
            List<Kind> evidence, int approvals, boolean isFourEyes, @Nullable String hold, Freezes freezes) {
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

    private static Rules from(@Nullable String soak) {
        return new Rules(
                1,
                List.of(),
                0,
                false,
                null,
                Freezes.NONE,
                "staging",
                soak,
                Freezes.NONE,
                false,
                false,
                false,
                AttestationKeys.NONE);
    }

    private static Rules windows(Freeze... windows) {
        return new Rules(
                1,
                List.of(),
                0,
                false,
                null,
                Freezes.NONE,
                null,
                null,
                new Freezes(List.of(windows)),
                false,
                false,
                false,
                AttestationKeys.NONE);
    }

    private static SoakEvent happening(SoakEvent.Kind kind, String at, String what) {
        return new SoakEvent(kind, Instant.parse(at), what);
    }

    private static GateFacts before(Rules rules, SoakEvent... events) {
        return new GateFacts(
                rules,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(events),
                false,
                false,
                NOW);
    }

    private static GateFacts triggered(Rules rules, String login, Vote... votes) {
        return asked(
                rules,
                new Asker("service-account-pipeline", new Trigger(login, null, "https://gitlab.example.org#7"), null),
                votes);
    }

    private static GateFacts asked(Rules rules, Asker asker, Vote... votes) {
        return new GateFacts(
                rules,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(votes),
                new Contributors(List.of(asker), List.of()),
                List.of(),
                false,
                false,
                NOW);
    }

    private static Contributors contributors(String actor) {
        return new Contributors(List.of(Asker.account(actor)), List.of());
    }

    private static Decision decide(GateFacts facts) {
        return Gate.decision(Gate.reasons(facts));
    }

    private static List<ReasonCode> codes(GateFacts facts) {
        return Gate.reasons(facts).stream().map(Reason::code).toList();
    }

    private static void assertCode(GateFacts facts, @Nullable ReasonCode code) {
        assertThat(codes(facts)).isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static GateFacts facts(Rules rules) {
        return new GateFacts(
                rules,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
    }

    private static GateFacts with(GateFacts facts, List<EvidenceFact> evidence) {
        return new GateFacts(
                facts.rules(),
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                evidence,
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
    }

    private static GateFacts archive(Archive archive) {
        return new GateFacts(
                Rules.NONE,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.of(archive),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
    }

    private static GateFacts voted(Rules rules, String actor, Vote... votes) {
        return new GateFacts(
                rules,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(votes),
                contributors(actor),
                List.of(),
                false,
                false,
                NOW);
    }

    private static Vote yes(String approver) {
        return yes(approver, ApproverStatus.APPROVER);
    }

    private static Vote yes(String approver, ApproverStatus status) {
        return vote(approver, true, null, NOW, status);
    }

    private static Vote vote(
            String approver, boolean isApproval, @Nullable String comment, Instant at, ApproverStatus status) {
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

    private static EvidenceFact fact(Kind kind, String name, Verdict verdict, int minute) {
        return new EvidenceFact(kind, name, verdict, NOW.minusSeconds(86_400).plusSeconds(60L * minute));
    }

    private static Build build(String version, @Nullable String builtAt, String recordedAt) {
        return new Build(
                version,
                "sha256:" + version,
                Optional.ofNullable(builtAt).map(Instant::parse),
                Instant.parse(recordedAt));
    }
}
