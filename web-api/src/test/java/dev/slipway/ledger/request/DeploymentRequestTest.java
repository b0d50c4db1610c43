package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.promotion.Promoter;
import dev.slipway.ledger.request.restoration.AcceptedProbe;
import dev.slipway.ledger.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(24)).plusSeconds(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Supplier<Duration> NO_SOAK = () -> Duration.ZERO;

    private static final Initiator ALICE = new Initiator("alice", Channel.PAGE);

    private static final Service SHOP = new Service() {
        @Override
        public String name() {
            return "web-shop";
        }
    };

    private static final Release RELEASE = new Release() {
        @Override
        public Service service() {
            return SHOP;
        }

        @Override
        public String version() {
            return "1.0";
        }

        @Override
        public Digest artifactDigest() {
            return new Digest("sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
        }
    };

    private static final Environment PRODUCTION = new Environment() {
        @Override
        public String name() {
            return "production";
        }
    };

    @Test
    void expiresADayAfterItWasAllowed() {
        DeploymentRequest request = allowed(ALICE);
        assertThat(request.expire(NO_SOAK, NOW.plus(Duration.ofHours(24)))).isFalse();
        assertThat(request.expire(NO_SOAK, LATER)).isTrue();
        assertThat(request.state()).isEqualTo(State.WITHDRAWN);
    }

    /** The ledger asks once for each release, so an agent that is away for a day must not end it. */
    @Test
    void waitsForTheAgentWhereTheLedgerAsked() {
        DeploymentRequest request = allowed(Promoter.LEDGER.initiator());
        assertThat(request.expire(NO_SOAK, LATER)).isFalse();
        assertThat(request.state()).isEqualTo(State.ALLOWED);
    }

    /** It keeps its archive meanwhile, and an alert is open. */
    @Test
    void expiresWhereNobodyApprovesItForAMonth() {
        DeploymentRequest request = waiting(ALICE, ReasonCode.APPROVAL_MISSING);
        assertThat(request.expire(NO_SOAK, NOW.plus(MONTH))).isFalse();
        assertThat(request.expire(NO_SOAK, NOW.plus(MONTH).plusSeconds(1))).isTrue();
        assertThat(request.state()).isEqualTo(State.WITHDRAWN);
        assertThat(request.reasons())
                .containsExactly(
                        new Reason(ReasonCode.WITHDRAWN, "It was not allowed within 30 days. Request it again."));
    }

    @Test
    void expiresWhereNobodyApprovesWhatTheLedgerAskedFor() {
        DeploymentRequest request = waiting(Promoter.LEDGER.initiator(), ReasonCode.APPROVAL_MISSING);
        assertThat(request.expire(NO_SOAK, NOW.plus(MONTH).plusSeconds(1))).isTrue();
    }

    @Test
    void waitsForTheSoakTimeAndAMonthMore() {
        DeploymentRequest request = waiting(ALICE, ReasonCode.SOAKING);
        Duration soak = Duration.ofDays(45);
        assertThat(request.expire(() -> soak, NOW.plus(MONTH).plus(soak))).isFalse();
        assertThat(request.expire(() -> soak, NOW.plus(MONTH).plus(soak).plusSeconds(1)))
                .isTrue();
        assertThat(request.reasons())
                .extracting(Reason::detail)
                .containsExactly("It was not allowed within 75 days. Request it again.");
    }

    /** Nobody can do anything but wait. */
    @ParameterizedTest
    @EnumSource(names = {"FROZEN", "OUTSIDE_WINDOW", "APPROVERS_UNKNOWN"})
    void waitsWhileNobodyCanHaveItAllowed(ReasonCode code) {
        DeploymentRequest request = waiting(ALICE, code, ReasonCode.APPROVAL_MISSING);
        assertThat(request.expire(NO_SOAK, NOW.plus(MONTH.multipliedBy(12)))).isFalse();
        assertThat(request.state()).isEqualTo(State.WAITING);
    }

    @Test
    void isWithdrawnByNobodyOnceItRuns() {
        DeploymentRequest request = allowed(ALICE);
        request.claim("slipway-agent", null, NOW);
        assertThatThrownBy(() -> request.withdraw("alice", null, NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith("It is running already.");
        assertThat(request.state()).isEqualTo(State.RUNNING);
        assertThat(request.reasons()).isEmpty();
    }

    @Test
    void runsOnlyWhileItIsAllowed() {
        DeploymentRequest request = allowed(ALICE);
        request.withdraw("alice", null, NOW);
        assertThatThrownBy(() -> request.claim("slipway-agent", null, NOW))
                .hasMessageEndingWith("It is withdrawn already.");
        assertThat(request.executor()).isEmpty();
        assertThatThrownBy(request::expectRunning).hasMessageEndingWith("It is withdrawn already.");
        assertThatThrownBy(() -> request.giveUp("The agent is silent."))
                .hasMessageEndingWith("It is withdrawn already.");
    }

    /** Somebody may have deployed it in another way. */
    @Test
    void isClosedOnceByADeployment() {
        DeploymentRequest request = allowed(ALICE);
        request.withdraw("alice", null, NOW);
        UUID deployment = UUID.randomUUID();
        request.finish(deployment, LATER);
        assertThat(request.state()).isEqualTo(State.DONE);
        assertThatThrownBy(() -> request.finish(UUID.randomUUID(), LATER)).hasMessageEndingWith("It is done already.");
        assertThat(request.deploymentId()).contains(deployment);
    }

    @Test
    void namesTheChangeThatItTookOver() {
        DeploymentRequest first = configure(Optional.empty());
        DeploymentRequest second = configure(Optional.of(first));
        assertThat(first.replacedId()).isEmpty();
        assertThat(second.replacedId()).contains(first.id());
        assertThat(configure(Optional.of(second)).replacedId()).contains(second.id());
    }

    @Test
    void isRepeatedUnlessTheOtherReplacesAnotherRelease() {
        DeploymentRequest request = rollback("1.1");
        assertThat(request.isSameAs(rollback("1.1"))).isTrue();
        assertThat(request.isSameAs(rollback(null))).isTrue();
        assertThat(rollback(null).isSameAs(request)).isTrue();
        assertThat(request.isSameAs(rollback("1.2"))).isFalse();
        assertThat(request.isSameAs(allowed(ALICE))).as("is no rollback").isFalse();
    }

    @Test
    void replacesAnyReleaseOnceARepetitionNamesNone() {
        DeploymentRequest request = rollback("1.1");
        request.join(rollback("1.1"));
        assertThat(request.fromVersion()).contains("1.1");
        request.join(rollback(null));
        assertThat(request.fromVersion()).isEmpty();
    }

    @Test
    void givesTheAgentATimeout() {
        assertThat(rollback(null).probe()).isEqualTo(new ProbeOptions(null, null, 30));
        assertThat(rollback(null, Optional.of(new AcceptedProbe("/ready", 90))).probe())
                .isEqualTo(new ProbeOptions(null, "/ready", 90));
        assertThat(configure(Optional.empty()).probe()).isEqualTo(new ProbeOptions(null, null, 30));
    }

    private static DeploymentRequest rollback(@Nullable String fromVersion) {
        return rollback(fromVersion, Optional.empty());
    }

    private static DeploymentRequest rollback(@Nullable String fromVersion, Optional<AcceptedProbe> accepted) {
        RequestDeploymentRequest body = new RequestDeploymentRequest(
                "web-shop",
                "1.0",
                "production",
                null,
                null,
                true,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                fromVersion);
        return DeploymentRequest.deploy(new Candidate(RELEASE, PRODUCTION), body, accepted, ALICE, NOW);
    }

    private static DeploymentRequest configure(Optional<DeploymentRequest> replaced) {
        return DeploymentRequest.configure(
                new Candidate(RELEASE, PRODUCTION),
                new ConfigurationVersion() {},
                Optional.empty(),
                replaced,
                ALICE,
                NOW);
    }

    private static DeploymentRequest allowed(Initiator requester) {
        return decided(requester, Decision.ALLOW);
    }

    private static DeploymentRequest waiting(Initiator requester, ReasonCode... codes) {
        return decided(requester, Decision.WAIT, codes);
    }

    private static DeploymentRequest decided(Initiator requester, Decision decision, ReasonCode... codes) {
        Candidate candidate = new Candidate(RELEASE, PRODUCTION);
        DeploymentRequest request = DeploymentRequest.deploy(
                candidate,
                RequestDeploymentRequest.promotion(candidate, ProbeOptions.NONE, null),
                Optional.empty(),
                requester,
                NOW);
        request.promotes("staging");
        request.decide(new GateAnswer(
                decision,
                Stream.of(codes).map(code -> new Reason(code, "Wait.")).toList(),
                "web-shop",
                "1.0",
                "production",
                RELEASE.artifactDigest().text(),
                0,
                null,
                List.of(),
                List.of(),
                List.of(),
                NOW));
        return request;
    }
}
