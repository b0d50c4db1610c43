package dev.slipway.line.local;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A checkout for the scripts that a test calls, in a folder of its own. */
abstract class ScriptScene {
    @TempDir
    Path folder;

    StubCheckout checkout;

    @BeforeEach
    final void makeCheckout() throws IOException {
        checkout = new StubCheckout(folder);
    }
}
