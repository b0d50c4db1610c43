package dev.slipway.line.handbook;

import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.Settings;
import java.io.IOException;

/** The handbook user that every line has from the beginning. */
public final class FirstHandbookUser {
    static final String NAME = "handbook";

    private FirstHandbookUser() {}

    /** Changes the password; the new one takes effect within a minute, when the former one becomes invalid. */
    public static void changePassword(Settings settings, String password) throws IOException {
        String hash = PasswordHash.of(password);
        LedgerDatabase.with(settings, connection -> {
            new HandbookUsers(connection).put(NAME, hash);
            return true;
        });
    }
}
