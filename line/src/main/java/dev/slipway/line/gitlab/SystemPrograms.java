package dev.slipway.line.gitlab;

import dev.slipway.line.program.Programs;
import java.nio.file.Path;
import java.util.Map;

/** Programs of the system, with nothing of this process's environment but the PATH. */
final class SystemPrograms {
    /** The number of last lines of standard error that say why Git or openssl failed. */
    static final int LINES_OF_REASON = 3;

    private SystemPrograms() {}

    /**
     * In a folder that is also their home.
     *
     * @param privateFolder a folder that only this user can read
     */
    static Programs in(Path privateFolder) {
        return Programs.in(privateFolder).inheriting("PATH"::equals).with(Map.of("HOME", privateFolder.toString()));
    }
}
