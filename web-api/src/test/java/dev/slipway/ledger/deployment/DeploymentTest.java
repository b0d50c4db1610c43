package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.observation.Observation;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static final Service SHOP = new Service() {};

    private static final Release RELEASE = new Release() {
        @Override
        public Service service() {
            return SHOP;
        }

        @Override
        public Digest artifactDigest() {
            return new Digest("sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
        }
    };

    /** A worker may show it before the agent records it, and is then taken to have followed what the agent last claimed. */
    @Test
    void isTheAgentsOwnWhereItRecordsIt() {
        Deployment deployment = new Deployment(
                SHOP, new Environment() {}, observed("agent"), new Initiator("alice", Channel.PAGE), NOW);
        assertThat(deployment.executor()).contains("agent");
        assertThat(deployment.isByAgentAlone()).isTrue();
        deployment.claim(RELEASE, rollback(), new Recorder("service-account-agent", false));
        assertThat(deployment.isRollback()).isTrue();
        assertThat(deployment.isByAgentAlone()).isFalse();
        assertThat(deployment.executor()).isEmpty();
        assertThat(deployment.actor()).isEqualTo("service-account-agent");
        assertThat(deployment.channel()).isEqualTo(Channel.CLI);
    }

    @Test
    void keepsTheChannelThatAWorkerShowed() {
        Deployment deployment = new Deployment(SHOP, new Environment() {}, observed("alice"), null, NOW);
        assertThat(deployment.isByAgentAlone()).isFalse();
        deployment.claim(RELEASE, rollback(), new Recorder("alice", false));
        assertThat(deployment.actor()).isEqualTo("alice");
        assertThat(deployment.channel()).isEqualTo(Channel.CONSOLE);
    }

    /** The agent may try again on the same worker; logs of several workers are read in any order. */
    @Test
    void endsAsTheLastAttemptUntilTheAgentReports() {
        Observation failed = observed("agent", NOW, Outcome.FAILED);
        Deployment deployment =
                new Deployment(SHOP, new Environment() {}, failed, new Initiator("alice", Channel.PAGE), NOW);
        deployment.observe(failed, RELEASE);
        assertThat(deployment.failure()).contains("It did not start.");
        deployment.observe(observed("agent", NOW.plusSeconds(60), Outcome.SUCCEEDED), RELEASE);
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.failure()).isEmpty();
        deployment.observe(observed("agent", NOW.plusSeconds(30), Outcome.FAILED), RELEASE);
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.failure()).isEmpty();
        deployment.observe(observed("agent", NOW.plusSeconds(90), Outcome.FAILED), RELEASE);
        assertThat(deployment.outcome()).isEqualTo(Outcome.FAILED);
        deployment.claim(RELEASE, rollback(), new Recorder("service-account-agent", false));
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.failure()).isEmpty();
    }

    private static RecordDeploymentRequest rollback() {
        return new RecordDeploymentRequest(
                "web-shop", "1.0", "production", null, NOW, NOW, Outcome.SUCCEEDED, null, true, null);
    }

    private static Observation observed(String actor) {
        return observed(actor, NOW, Outcome.SUCCEEDED);
    }

    private static Observation observed(String actor, Instant at, Outcome outcome) {
        return new Observation(
                new Observation.Source("audit-log", "1", "{}"),
                "worker-1",
                Group.ofLedger("production"),
                "web-shop.war",
                Operation.REPLACE,
                Channel.CONSOLE,
                actor,
                new Period(at, at),
                outcome,
                RELEASE.artifactDigest(),
                outcome == Outcome.FAILED ? FailureCause.because("It did not start.") : FailureCause.NONE);
    }
}
