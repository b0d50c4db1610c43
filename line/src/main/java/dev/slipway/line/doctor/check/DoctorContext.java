package dev.slipway.line.doctor.check;

import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sources from which checks collect their facts.
 *
 * @param path the folders of programs, in order
 */
public record DoctorContext(Settings settings, List<String> path) {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** The exit code of a shell for a command that does not exist. */
    private static final int NOT_FOUND = 127;

    public DoctorContext {
        path = List.copyOf(path);
    }

    /** From these variables. */
    public static DoctorContext of(Map<String, String> environment) throws IOException {
        // httpd is often in /usr/sbin, which a user's PATH may lack.
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin") + ":/usr/sbin";
        return new DoctorContext(Settings.of(environment), Arrays.asList(path.split(File.pathSeparator, -1)));
    }

    /** Runs a program; one that cannot be started fails like any other. */
    public Outcome run(String... words) {
        return run(List.of(words));
    }

    /** Runs a program; one that cannot be started fails like any other. */
    public Outcome run(List<String> words) {
        try {
            return Programs.in(settings.root())
                    .with(Map.of(
                            "PATH",
                            String.join(File.pathSeparator, path),
                            "SLIPWAY_STATE",
                            settings.state().toString()))
                    .within(LONGEST)
                    .run(words);
        } catch (IOException e) {
            return new Outcome(words.get(0), NOT_FOUND, "", String.valueOf(e.getMessage()));
        }
    }

    /** The lines that a script of the checkout prints. */
    public List<String> lines(String script, String... words) throws IOException {
        return script(script, words)
                .orThrow(message -> new IOException(message))
                .lines()
                .toList();
    }

    /** Runs a script of the checkout. */
    public Outcome script(String script, String... words) {
        return run(Stream.concat(Stream.of(settings.root().resolve(script).toString()), Arrays.stream(words))
                .toList());
    }

    /** Whether supervisord is running, for this line and no other: another process may have its number by now. */
    public boolean isUp() {
        try {
            String pid = Files.readString(settings.state().resolve("run/supervisord.pid"))
                    .strip();
            String environment =
                    new String(Files.readAllBytes(Path.of("/proc", pid, "environ")), StandardCharsets.UTF_8);
            return Arrays.asList(environment.split("\0", -1)).contains("SLIPWAY_STATE=" + settings.state());
        } catch (IOException e) {
            return false;
        }
    }
}
