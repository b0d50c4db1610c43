package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.deployment.RehearsalResult.Fault;
import dev.slipway.line.agent.deployment.RehearsalResult.Part;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RehearsalResultTest {
    private static final DeploymentTask.Live LIVE =
            new DeploymentTask.Live(new Digest("sha256:" + "1".repeat(64)), "1.0");
    private static final Fault MIGRATION = new Fault(Part.NEXT, "Migration V2 failed.", "all of it");
    private static final Fault COLUMN = new Fault(Part.LIVE, "ERROR: column \"price\" does not exist", "all of it");

    private static RehearsalResult rehearsed(@Nullable Fault fault) {
        return new RehearsalResult(
                new RehearsalResult.Next("shop.war", "2.0", new Digest("sha256:" + "2".repeat(64))),
                LIVE,
                "production",
                fault,
                Duration.ofMillis(38_400));
    }

    @Test
    void saysThatBothRan() {
        assertThat(rehearsed(null).success()).isEqualTo("Rehearsed the rollback to 1.0 in 38 s");
        assertThat(rehearsed(null).statement()).hasToString("""
                {"_type":"https://in-toto.io/Statement/v1",\
                "subject":[{"name":"shop.war","digest":{"sha256":"%s"}}],\
                "predicateType":"https://in-toto.io/attestation/test-result/v0.1",\
                "predicate":{"result":"PASSED",\
                "configuration":[{"name":"shop.war 1.0","digest":{"sha256":"%s"},\
                "annotations":{"environment":"production","seconds":38}}],\
                "passedTests":["2.0 starts on a copy of the database","1.0 starts on the database as 2.0 leaves it"],\
                "failedTests":[]}}""".formatted("2".repeat(64), "1".repeat(64)));
    }

    @Test
    void saysThatTheRollbackFails() {
        assertThat(rehearsed(COLUMN).failure(COLUMN))
                .isEqualTo("The rollback to 1.0 was rehearsed and fails: ERROR: column \"price\" does not exist, on the"
                        + " database as 2.0 leaves it. No worker was touched. Keep what 1.0 needs for one release (expand"
                        + " and contract), or switch the rehearsal off in the policy of production.");
        assertThat(rehearsed(COLUMN).statement().toString())
                .contains("\"result\":\"FAILED\"")
                .contains("\"seconds\":38,\"cause\":\"ERROR: column \\\"price\\\" does not exist\"")
                .contains("\"passedTests\":[\"2.0 starts on a copy of the database\"]")
                .contains("\"failedTests\":[\"1.0 starts on the database as 2.0 leaves it: ERROR: column");
    }

    @Test
    void saysThatTheNewOneDoesNotStart() {
        assertThat(rehearsed(MIGRATION).failure(MIGRATION))
                .isEqualTo("The rollback to 1.0 was rehearsed, and 2.0 does not start on a copy of the database:"
                        + " Migration V2 failed. No worker was touched.");
        assertThat(rehearsed(MIGRATION).statement().toString())
                .contains(
                        "\"passedTests\":[],\"failedTests\":[\"2.0 starts on a copy of the database: Migration V2 failed.\"]");
    }

    @Test
    void saysThatItCouldNotBeHeld() {
        assertThat(RehearsalResult.notRun(LIVE, "production", "the disk is full."))
                .isEqualTo(
                        "The rollback to 1.0 cannot be rehearsed: the disk is full. No worker was touched. Fix that, or"
                                + " switch the rehearsal off in the policy of production.");
    }
}
