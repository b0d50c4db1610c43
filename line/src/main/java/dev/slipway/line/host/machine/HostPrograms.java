package dev.slipway.line.host.machine;

import dev.slipway.line.program.Programs;
import java.nio.file.Path;
import java.time.Duration;

/** Programs that take seconds: system commands and the line's own scripts. */
public final class HostPrograms {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private HostPrograms() {}

    /** Runs programs in this folder, with their output as the reason of a failure. */
    static Programs in(Path folder) {
        return Programs.in(folder).merging().within(LIMIT);
    }
}
