package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.cli.input.build.Digests;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with an archive in it, and the ledger that {@code slipway deploy} asks to deploy that. */
abstract class DeployScene {
    static final String DONE = "{\"outcome\":\"succeeded\",\"deploymentId\":\"deployment-1\"}";

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    String digest = "";

    @BeforeEach
    void build() throws IOException {
        digest = Digests.of(Wars.write(folder, "shop.war", "Open"));
    }

    Called.From from() {
        return new Called.From(folder).at(ledger.uri());
    }

    Called deploy(String... more) {
        String[] arguments = new String[6 + more.length];
        System.arraycopy(
                new String[] {"deploy", "shop.war", "--service", "shop", "--version", "1.4.0"}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return from().call(arguments);
    }
}
