package dev.slipway.line.backup.program;

import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Programs that end with this one, even if it is killed: a next run works on the same folders. */
public final class BackupPrograms {
    private BackupPrograms() {}

    /** In this folder. */
    public static Programs in(Path folder) {
        return Programs.in(folder).endingWithThis("KILL");
    }

    /** The output of a program that must succeed. */
    public static String require(Programs programs, List<String> words) throws IOException {
        return programs.run(words).orThrow(message -> new BackupException(message, ""));
    }
}
