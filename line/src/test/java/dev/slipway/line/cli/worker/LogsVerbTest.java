package dev.slipway.line.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LogsVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @BeforeEach
    void thereIsAWorker() {
        ledger.groups("""
                {"service":"shop","environment":"production","group":"shop-production","host":"shop","state":"ready",
                "workers":[{"name":"shop-production-1"}]}""");
    }

    /** As in {@code slipway logs shop -f | grep -m1 ready}. */
    @Test
    @Timeout(30)
    void endsWithWhoeverReadsIt() {
        ledger.first(
                "GET /api/v1/server-groups/shop/production/workers/shop-production-1/log",
                Reply.of(200, "{\"lines\":[\"It is ready\"],\"after\":\"1\"}"));
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Called called = new Called.From(folder).at(ledger.uri()).into(closed).call("logs", "shop", "-f");
        assertThat(called.code()).as(called.err()).isZero();
    }

    /** It would ask for ever, and show nothing. */
    @Test
    @Timeout(30)
    void endsWithTheCredential() {
        try (StubKeycloak keycloak = StubKeycloak.start()) {
            ledger.signingInAt(keycloak.issuer());
            keycloak.lasting(3_600);
            Called called = new Called.From(folder)
                    .at(ledger.uri())
                    .without("SLIPWAY_TOKEN")
                    .with("SLIPWAY_ID_TOKEN", "id-token-1")
                    .with("SLIPWAY_CLIENT", "pipeline-shop")
                    .ticking(Duration.ofMinutes(5))
                    .call("logs", "shop", "--follow");
            assertThat(called.code()).isEqualTo(1);
            assertThat(called.err()).contains("Keycloak gives no token to the client 'pipeline-shop': invalid_client");
        }
    }
}
