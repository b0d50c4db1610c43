package dev.slipway.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdEventsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private final CdEvents events = new CdEvents(URI.create("https://ledger.example.org"));

    @ParameterizedTest
    @CsvSource({
        "DEPLOY, false, deployed",
        "REDEPLOY, false, deployed",
        "REPLACE, false, upgraded",
        "REPLACE, true, rolledback",
        "DEPLOY, true, rolledback",
        "UNDEPLOY, false, removed",
        "REMOVE, true, removed",
    })
    void tellsWhatHappened(Operation operation, boolean isRollback, String predicate) {
        assertThat(events.cloudEvent(deployment(operation, isRollback, "1.0", DIGEST, Outcome.SUCCEEDED)))
                .containsEntry("type", "dev.cdevents.service." + predicate + ".0.2.0")
                .containsEntry("dataschema", "https://cdevents.dev/0.4.1/schema/service-" + predicate + "-event");
    }

    @Test
    void namesTheArchiveAsFarAsItIsKnown() {
        assertThat(packageUrl("1.0+a", DIGEST)).isEqualTo("pkg:generic/shop@1.0%2Ba?checksum=" + DIGEST);
        assertThat(packageUrl(null, DIGEST)).isEqualTo("pkg:generic/shop?checksum=" + DIGEST);
        assertThat(packageUrl(null, null)).isEqualTo("pkg:generic/shop");
    }

    @Test
    void leavesOutWhatFailed() throws IOException {
        StringWriter file = new StringWriter();
        events.begin(file);
        events.write(deployment(Operation.DEPLOY, false, "1", null, Outcome.FAILED), file);
        events.end(file);
        assertThat(file).hasToString("[\n]\n");
    }

    private static String packageUrl(@Nullable String version, @Nullable String digest) {
        return CdEvents.packageUrl(deployment(Operation.DEPLOY, false, version, digest, Outcome.SUCCEEDED));
    }

    private static DeploymentResponse deployment(
            Operation operation,
            boolean isRollback,
            @Nullable String version,
            @Nullable String digest,
            Outcome outcome) {
        Instant time = Instant.parse("2026-11-23T10:15:30Z");
        return new DeploymentResponse(
                new UUID(0, 1),
                "shop",
                "production",
                null,
                version,
                null,
                digest,
                null,
                operation,
                Channel.CLI,
                "alice",
                null,
                time,
                time,
                time,
                outcome,
                List.of(),
                isRollback,
                null,
                null,
                null,
                null,
                DeploymentKind.DEPLOY,
                null,
                null,
                null,
                null,
                null);
    }
}
