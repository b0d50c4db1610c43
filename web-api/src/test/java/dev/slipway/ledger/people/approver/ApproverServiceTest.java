package dev.slipway.ledger.people.approver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApproverServiceTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Directory directory = new Directory();
    private final HandClock time = new HandClock(Instant.parse("2026-11-26T10:00:00Z"));
    private final ApproverService service = new ApproverService();

    @BeforeEach
    void connect() {
        service.directory = directory;
        service.clock = time;
    }

    @Test
    void asksAboutAllAtOnceAndOnlyWhomItDoesNotKnow() {
        assertThat(service.approvers(List.of())).isEmpty();
        assertThat(service.approvers(List.of("ann", "bob", "ann")))
                .isEqualTo(Map.of("ann", approver("ann"), "bob", approver("bob")));
        service.approvers(List.of("bob", "eve"));
        assertThat(directory.queries).containsExactly(List.of("ann", "bob"), List.of("eve"));
    }

    @Test
    void asksAgainAfterAFewSeconds() {
        assertThat(ann()).isEqualTo(ApproverStatus.APPROVER);
        directory.answer = ApproverStatus.NO_ROLE;
        time.pass(ApproverService.FRESH.minus(MOMENT));
        assertThat(ann()).isEqualTo(ApproverStatus.APPROVER);
        time.pass(MOMENT);
        assertThat(ann()).isEqualTo(ApproverStatus.NO_ROLE);
    }

    @Test
    void asksAtOnceWhenTheLedgerItselfChangedARole() {
        assertThat(ann()).isEqualTo(ApproverStatus.APPROVER);
        directory.answer = ApproverStatus.NO_ROLE;
        service.forget("ann");
        assertThat(ann()).isEqualTo(ApproverStatus.NO_ROLE);
    }

    @Test
    void goesByTheLastAnswerForTwoMinutesAndThenKnowsNothing() {
        assertThat(ann()).isEqualTo(ApproverStatus.APPROVER);
        directory.isAway = true;
        time.pass(ApproverService.LAST_KNOWN.minus(MOMENT));
        assertThat(ann()).isEqualTo(ApproverStatus.APPROVER);
        time.pass(MOMENT);
        assertThat(ann()).isEqualTo(ApproverStatus.UNKNOWN);
        assertThat(service.approvers(List.of("bob"))).containsValue(Approver.UNKNOWN);
    }

    @Test
    void doesNotAskWithoutAPauseWhereNobodyAnswers() {
        directory.isAway = true;
        assertThat(ann()).isEqualTo(ApproverStatus.UNKNOWN);
        assertThat(ann()).isEqualTo(ApproverStatus.UNKNOWN);
        assertThat(directory.queries).hasSize(1);
        directory.isAway = false;
        time.pass(ApproverService.RETRY);
        assertThat(ann()).isEqualTo(ApproverStatus.APPROVER);
    }

    private @Nullable ApproverStatus ann() {
        Approver ann = service.approvers(List.of("ann")).get("ann");
        return ann == null ? null : ann.status();
    }

    private static Approver approver(String name) {
        return new Approver(ApproverStatus.APPROVER, name + "@example.org", null);
    }

    /** Says the same of everybody. */
    private static class Directory extends ApproverDirectory {
        final List<List<String>> queries = new ArrayList<>();
        ApproverStatus answer = ApproverStatus.APPROVER;
        boolean isAway;

        @Override
        Map<String, Approver> approvers(Collection<String> names) {
            queries.add(List.copyOf(names));
            if (isAway) {
                throw new ProblemException(ProblemType.SIGN_IN_SERVICE_UNAVAILABLE, "Try again.");
            }
            return names.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), name -> new Approver(answer, name + "@example.org", null)));
        }
    }
}
