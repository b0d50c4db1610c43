package dev.slipway.line.upgrade;

import dev.slipway.line.program.Programs;
import dev.slipway.line.upgrade.plan.UpgradeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Programs of the system and of the line, of whatever version is checked out. They read the settings themselves, for
 * what this program has in its environment are those of the version that it was started from. They call the ledger as
 * the line's own client. They end with this one, even if it is killed.
 */
final class UpgradePrograms {
    private static final String SETTING = "SLIPWAY_";

    private UpgradePrograms() {}

    /** In this folder. */
    static Programs in(Path folder) {
        return Programs.in(folder)
                .inheriting(UpgradePrograms::isInherited)
                .with(Map.of("GIT_TERMINAL_PROMPT", "0"))
                .endingWithThis("TERM");
    }

    /** Whether they get this variable: no setting, and none of the caller's credentials for the ledger. */
    static boolean isInherited(String name) {
        return !name.startsWith(SETTING);
    }

    /** The output of a program that must succeed. */
    static String require(Programs programs, List<String> words) throws IOException {
        return programs.run(words).orThrow(message -> new UpgradeException(message, ""));
    }
}
