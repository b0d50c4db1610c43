package dev.slipway.line.reader;

import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.Settings;
import java.io.IOException;

/** The reader that every line has from the start. */
public final class FirstReader {
    static final String NAME = "handbook";

    private FirstReader() {}

    /** Another password is good within a minute, and the former one no longer. */
    public static void give(Settings settings, String password) throws IOException {
        String hash = PasswordHash.of(password);
        LedgerDatabase.with(settings, connection -> {
            new Readers(connection).put(NAME, hash);
            return true;
        });
    }
}
