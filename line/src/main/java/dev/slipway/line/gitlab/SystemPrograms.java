package dev.slipway.line.gitlab;

import dev.slipway.line.program.Programs;
import java.nio.file.Path;
import java.util.Map;

/** Programs of the system that see nothing of this one's environment but the path. */
final class SystemPrograms {
    /** As many last lines of its errors say what Git or openssl failed for. */
    static final int LINES_OF_REASON = 3;

    private SystemPrograms() {}

    /**
     * In a folder that is their home, too.
     *
     * @param privateFolder which nobody else can read
     */
    static Programs in(Path privateFolder) {
        return Programs.in(privateFolder).inheriting("PATH"::equals).with(Map.of("HOME", privateFolder.toString()));
    }
}
