package dev.slipway.line.cli.input;

import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Git knows of a folder.
 *
 * @param folder where it is asked
 */
public record Git(Path folder) {

    /** What a command prints; nothing where it fails, or there is no Git. */
    Optional<String> run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Outcome outcome = Programs.in(folder).with(Map.of("TZ", "UTC0")).run(command);
            return outcome.isSuccess() ? Optional.of(outcome.output()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The one line that a command prints. */
    Optional<String> line(String... arguments) {
        return run(arguments).map(String::strip).filter(line -> !line.isEmpty());
    }
}
