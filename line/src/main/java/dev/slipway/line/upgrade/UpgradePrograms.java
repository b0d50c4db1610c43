package dev.slipway.line.upgrade;

import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programs of the system and of the line, of whatever version is checked out. They read the settings themselves, for
 * what this program has in its environment are those of the version that it was started from. They end with this one,
 * even if it is killed.
 */
final class UpgradePrograms {
    private static final String SETTING = "SLIPWAY_";
    /** The variables with the credentials for the ledger. */
    private static final Set<String> SIGNED_IN =
            Set.of("SLIPWAY_TOKEN", "SLIPWAY_ID_TOKEN", "SLIPWAY_CLIENT_ID", "SLIPWAY_CLIENT_SECRET");

    private UpgradePrograms() {}

    /** In this folder. */
    static Programs in(Path folder) {
        return Programs.in(folder)
                .inheriting(name -> !name.startsWith(SETTING) || SIGNED_IN.contains(name))
                .with(Map.of("GIT_TERMINAL_PROMPT", "0"))
                .endingWithThis("TERM");
    }

    /** What a program that must succeed printed. */
    static String require(Programs programs, List<String> words) throws IOException {
        return programs.run(words).orThrow(message -> new UpgradeException(message, ""));
    }
}
