package dev.slipway.line.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.rotation.plan.RotationStrategy;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationReporterTest {
    private static final String REPORTS = "PUT /api/v1/agent/rotation";
    private static final Instant AT = Instant.parse("2026-11-27T02:30:00Z");

    @TempDir
    Path folder;

    @AutoClose
    private final StubKeycloak keycloak = StubKeycloak.start();

    @AutoClose
    private final Stub ledger = new Stub(this::answer);

    private final List<String> log = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private Path waiting;
    private RotationReporter reporter;

    @BeforeEach
    void make() throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("agent-client-secret"), "secret\n");
        waiting = secrets.resolve("rotation/untold");
        reporter = new RotationReporter(Settings.of(Map.of(
                "SLIPWAY_STATE",
                folder.toString(),
                "SLIPWAY_LEDGER_URL",
                ledger.uri().toString())));
        keep("first");
        keep("second");
    }

    private Stub.Reply answer(Stub.Received request) {
        if (request.path().equals("/api/v1/cli")) {
            return Stub.Reply.of(
                    200,
                    Json.object()
                            .with("issuer", keycloak.issuer())
                            .with("clientId", "cli")
                            .toString());
        }
        meanwhile.run();
        return Stub.Reply.of(204, "");
    }

    private void keep(String secret) {
        try {
            reporter.keep(new Secret(secret, "for a test", RotationStrategy.FILE, "", Set.of(), ""), "root", AT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As by a rotation during the nightly backup, which reports former ones. */
    @Test
    void keepsWhatIsRotatedWhileItReports() throws IOException {
        meanwhile = () -> keep("third");
        reporter.report(log::add);
        assertThat(ledger.received(REPORTS)).hasSize(2);
        assertThat(Files.readAllLines(waiting)).singleElement().asString().contains("\"third\"");
        meanwhile = () -> {};
        reporter.report(log::add);
        assertThat(waiting).doesNotExist();
        assertThat(log).isEmpty();
    }

    @Test
    void dropsAReportThatTheLedgerRefuses() throws IOException {
        ledger.first(REPORTS, Stub.Reply.of(400, "{\"detail\":\"It is not valid.\"}"));
        reporter.report(log::add);
        assertThat(ledger.received(REPORTS)).hasSize(2);
        assertThat(waiting).doesNotExist();
        assertThat(log).containsExactly("The ledger refuses the report that first is rotated:  It is not valid.");
    }

    @Test
    void keepsAllForAsLongAsTheAgentMayNotSendThem() throws IOException {
        ledger.first(REPORTS, Stub.Reply.of(403, "{}"));
        assertThatThrownBy(() -> reporter.report(log::add)).isInstanceOf(LedgerRefusedException.class);
        assertThat(Files.readAllLines(waiting)).hasSize(2);
    }
}
