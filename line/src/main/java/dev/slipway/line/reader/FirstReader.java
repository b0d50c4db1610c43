package dev.slipway.line.reader;

import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.Settings;
import java.io.IOException;

/** The first reader, whom every line has. */
public final class FirstReader {
    static final String NAME = "handbook";

    private FirstReader() {}

    /** Changes the password; the new one takes effect within a minute, when the former one becomes invalid. */
    public static void give(Settings settings, String password) throws IOException {
        String hash = PasswordHash.of(password);
        LedgerDatabase.with(settings, connection -> {
            new Readers(connection).put(NAME, hash);
            return true;
        });
    }
}
