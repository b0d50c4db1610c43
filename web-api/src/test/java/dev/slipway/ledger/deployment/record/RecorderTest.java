package dev.slipway.ledger.deployment.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecorderTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Recorder PIPELINE = new Recorder("service-account-pipeline", false);
    private static final Recorder PERSON = new Recorder("alice", false);

    @ParameterizedTest
    @CsvSource({
        // who, what they say, what is recorded; nothing where it is refused
        "service-account-pipeline, false, , PIPELINE",
        "service-account-pipeline, false, PIPELINE, PIPELINE",
        "service-account-pipeline, false, CONSOLE, ",
        "alice, false, , CLI",
        "alice, false, CLI, CLI",
        "alice, false, PIPELINE, ",
        "alice, false, SCANNER, ",
        "admin, true, , CLI",
        "admin, true, PIPELINE, PIPELINE",
        "service-account-import, true, MAVEN, MAVEN"
    })
    void followsTheChannelFromWhoRecords(
            String name, boolean isAdmin, @Nullable Channel requested, @Nullable Channel recorded) {
        Recorder recorder = new Recorder(name, isAdmin);
        RecordDeploymentRequest request = request(requested, NOW);
        if (recorded == null) {
            assertThat(fields(recorder.objections(request, true, NOW))).containsExactly("channel");
        } else {
            assertThat(recorder.objections(request, true, NOW)).isEmpty();
            assertThat(recorder.channel(request)).isEqualTo(recorded);
        }
    }

    @Test
    void letsOnlyAdminsRecordWhatIsLongAgoWhereThereIsAPolicy() {
        Instant justInTime = NOW.minus(Recorder.LATEST);
        Instant late = justInTime.minus(Duration.ofMillis(1));
        assertThat(PERSON.objections(request(null, justInTime), true, NOW)).isEmpty();
        assertThat(fields(PERSON.objections(request(null, late), true, NOW))).containsExactly("finishedAt");
        assertThat(new Recorder("carol", true).objections(request(null, late), true, NOW))
                .isEmpty();
        assertThat(new Recorder("service-account-agent", false).objections(request(Channel.CLI, late), true, NOW))
                .as("the ledger was down for days")
                .isEmpty();
        assertThat(fields(PIPELINE.objections(request(Channel.CLI, late), true, NOW)))
                .containsExactly("channel", "finishedAt");
    }

    @Test
    void letsEverybodyRecordWhatIsLongAgoWhereThereIsNoPolicy() {
        Instant longAgo = NOW.minus(Duration.ofDays(300));
        assertThat(PIPELINE.objections(request(Channel.PIPELINE, longAgo), false, NOW))
                .isEmpty();
        assertThat(fields(PIPELINE.objections(request(Channel.CLI, longAgo), false, NOW)))
                .containsExactly("channel");
    }

    @Test
    void keepsAsAnEventWhichConfigurationRan() {
        RecordDeploymentRequest request = request(Channel.PIPELINE, NOW);
        assertThat(request.event(DeploymentKind.CONFIGURE, Optional.of(4)))
                .startsWith("{\"service\":\"web-shop\",\"version\":\"1.0\"")
                .endsWith(",\"outcome\":\"succeeded\",\"kind\":\"configure\",\"configurationVersion\":4}");
        assertThat(request.event(DeploymentKind.DEPLOY, Optional.empty())).endsWith(",\"kind\":\"deploy\"}");
    }

    private static List<String> fields(List<Violation> objections) {
        return objections.stream().map(Violation::field).toList();
    }

    private static RecordDeploymentRequest request(@Nullable Channel channel, Instant finishedAt) {
        return new RecordDeploymentRequest(
                "web-shop", "1.0", "production", channel, finishedAt, finishedAt, Outcome.SUCCEEDED, null, null, null);
    }
}
