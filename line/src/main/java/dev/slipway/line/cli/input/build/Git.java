package dev.slipway.line.cli.input.build;

import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Git, for a folder.
 *
 * @param folder the working directory
 */
public record Git(Path folder) {

    /** The output of a command; empty if it fails, or Git is not installed. */
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

    /** The single line of output of a command. */
    Optional<String> line(String... arguments) {
        return run(arguments).map(String::strip).filter(line -> !line.isEmpty());
    }
}
