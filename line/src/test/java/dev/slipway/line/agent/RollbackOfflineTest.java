package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.cli.deploy.RollbackTarget;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import dev.slipway.line.roll.FormerProbe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RollbackOfflineTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final RollbackTarget.HealthCheck DEFAULT =
            new RollbackTarget.HealthCheck(null, DeploymentTask.PROBE_SECONDS);

    /** Otherwise a second rollback would go back to what the first one took out of service. */
    @Test
    void knowsWhatRanSinceTheLedgerIsDown() {
        List<OutboxMessage> waiting = List.of(
                message("slipway", "production", "2.1", false, null),
                message("slipway", "production", "2.2", false, "It does not start."),
                message("slipway", "staging", "2.3", false, null),
                message("shop", "production", "2.4", false, null),
                message("slipway", "production", "2.0", true, null));

        assertThat(RollbackOffline.unrecorded(waiting, "slipway", "production"))
                .containsExactly(target("2.0", true), target("2.1", false));
    }

    /** An archive of no known release counts only if it was deployed last. */
    @Test
    void goesBackToTheNewestReleaseFromAnArchiveOfNone() {
        RollbackTarget unknown = new RollbackTarget("", digest("x"), NOW.toString(), false, null, null);
        List<RollbackTarget> recorded = List.of(unknown, target("1.4", false), target("1.3", false));
        assertThat(RollbackTarget.choose(RollbackOffline.history(List.of(), recorded), null))
                .contains(target("1.4", false));
        assertThat(RollbackTarget.choose(RollbackOffline.history(List.of(target("1.4", true)), recorded), null))
                .contains(target("1.3", false));
    }

    @Test
    void checksTheHealthAsWhenTheReleaseWentLive() {
        RollbackTarget slow = new RollbackTarget(
                "1.3", digest("1.3"), NOW.toString(), false, new RollbackTarget.HealthCheck("/ready", 180), 4);
        RollbackTarget live = new RollbackTarget(
                "1.4", digest("1.4"), NOW.toString(), false, new RollbackTarget.HealthCheck(null, 240), 5);
        DeploymentTask task = RollbackOffline.task("production", "shop", slow, live);
        assertThat(task.isOffline()).isTrue();
        assertThat(task.isRollback()).isTrue();
        assertThat(task.probePath()).isEqualTo("/ready");
        assertThat(task.probeSeconds()).isEqualTo(180);
        assertThat(task.probeBefore()).isEqualTo(new FormerProbe(null, 240));

        List<OutboxMessage> waiting =
                List.of(new OutboxMessage(task, new Result(NOW, NOW, null, null), List.of(), null));
        assertThat(RollbackOffline.unrecorded(waiting, "shop", "production"))
                .singleElement()
                .satisfies(
                        target -> assertThat(target.probe()).isEqualTo(new RollbackTarget.HealthCheck("/ready", 180)));
    }

    @Test
    void leavesAnUnknownHealthCheckToTheDefault() {
        RollbackTarget seen = new RollbackTarget("1.3", digest("1.3"), NOW.toString(), false, null, null);
        DeploymentTask task = RollbackOffline.task("production", "shop", seen, seen);
        assertThat(task.probePath()).isNull();
        assertThat(task.probeTimeout()).isEqualTo(DeploymentTask.PROBE_SECONDS);
        assertThat(task.probeBefore()).isNull();
    }

    @Test
    void warnsOfAnotherConfigurationThanTheReleaseRanWith() {
        assertThat(warning(4, 5)).contains("! The configuration stays: version 5; shop 1.3 ran with version 4");
        assertThat(warning(0, 5)).contains("! The configuration stays: version 5; shop 1.3 ran with none");
        assertThat(warning(5, 5)).isEmpty();
        assertThat(warning(null, 5)).as("unknown").isEmpty();
        assertThat(RollbackOffline.warning("shop", ranWith(4), Optional.empty()))
                .as("no workers of its own")
                .isEmpty();
    }

    private static Optional<String> warning(@Nullable Integer ran, int current) {
        Json group = Wishes.group("shop", "production", 1)
                .with("configuration", Json.object().with("version", current));
        return RollbackOffline.warning("shop", ranWith(ran), DesiredGroup.of(group));
    }

    private static RollbackTarget ranWith(@Nullable Integer configuration) {
        return new RollbackTarget("1.3", digest("1.3"), NOW.toString(), false, DEFAULT, configuration);
    }

    @Test
    void isOfTheLedgerUnlessAServiceIsNamed() {
        assertThat(service("--offline")).isEqualTo("slipway");
        assertThat(service("--offline", "--service=shop")).isEqualTo("shop");
        assertThat(service("--service", "shop", "--offline")).isEqualTo("shop");
    }

    @Test
    void isInTheLedgersEnvironmentUnlessAnotherIsNamed() {
        assertThat(environment("--offline")).isEqualTo("production");
        assertThat(environment("--offline", "--environment=production")).isEqualTo("production");
        assertThat(environment("--offline", "--service=shop")).isEqualTo("production");
        assertThat(environment("--offline", "--service=shop", "--environment", "staging"))
                .isEqualTo("staging");
    }

    @Test
    void refusesAnEnvironmentThatCannotBe() {
        assertThatThrownBy(() -> environment("--offline", "--environment=staging"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessage("The ledger's workers are in production, and in no other environment.");
        assertThatThrownBy(() -> environment("--offline", "--service=shop", "--environment=../staging"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageStartingWith("--environment '../staging' is not a name");
    }

    private static String service(String... words) {
        return parsed(words).service;
    }

    private static String environment(String... words) {
        return parsed(words).environment("production");
    }

    private static RollbackOffline parsed(String... words) {
        RollbackOffline verb = new RollbackOffline();
        new CommandLine(verb).parseArgs(words);
        return verb;
    }

    private static OutboxMessage message(
            String service, String environment, String version, boolean isRollback, @Nullable String failure) {
        return new OutboxMessage(
                DeploymentTask.offline(environment, service, version, new Digest(digest(version)), isRollback, null),
                new Result(NOW, NOW, failure, null),
                List.of(),
                null);
    }

    private static String digest(String version) {
        return Sha256.PREFIX + Sha256.hex(version);
    }

    private static RollbackTarget target(String version, boolean isRollback) {
        return new RollbackTarget(version, digest(version), NOW.toString(), isRollback, DEFAULT, null);
    }
}
