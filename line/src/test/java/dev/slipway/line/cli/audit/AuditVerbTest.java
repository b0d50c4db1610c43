package dev.slipway.line.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @ParameterizedTest
    @ValueSource(strings = {"--from=2026-10-01", "--to=2026-10-31", "--output=audit.zip"})
    void exportsNothingWithTheKeys(String option) {
        Called called = new Called.From(folder).at(ledger.uri()).call("audit", "--keys", option);
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).startsWith("slipway: --keys cannot be combined with --from, --to or --output");
        assertThat(ledger.received()).isEmpty();
    }
}
