package dev.slipway.line.bench;

import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The line's programs, as supervisord runs them.
 *
 * @param state the line's state folder
 */
record Programs(Path state) {
    /** The names of the workers among them, in order. */
    static List<String> workers(Settings settings) {
        return settings.workers().stream()
                .map(worker -> worker.replaceFirst("^worker-", "wildfly-"))
                .toList();
    }

    /** supervisord's process, if it runs and is this line's. */
    OptionalLong supervisor() {
        return pid("supervisord").stream().filter(this::isOfThisLine).findFirst();
    }

    private boolean isOfThisLine(long pid) {
        try {
            String environment =
                    Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0", -1)).contains("SLIPWAY_STATE=" + state);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first process of a program, when it was last started. */
    OptionalLong pid(String name) {
        try {
            String pid = Files.readString(state.resolve("run").resolve(name + ".pid"));
            return OptionalLong.of(Long.parseLong(pid.strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
