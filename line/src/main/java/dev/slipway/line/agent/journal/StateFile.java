package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** A JSON file with the agent's unfinished work. */
public final class StateFile {
    private StateFile() {}

    /**
     * Reads a state file. An unreadable one is moved aside, since it would block all later work.
     *
     * @param aside the target of an unreadable file, in the same folder
     * @param log receives the reason
     * @return the content; empty if there is no readable file
     */
    public static <T> Optional<T> read(Path file, Class<T> type, Path aside, Consumer<String> log) throws IOException {
        try {
            return Files.exists(file) ? Optional.of(Journal.JSON.readValue(file.toFile(), type)) : Optional.empty();
        } catch (JsonProcessingException e) {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            log.accept(e.getOriginalMessage());
            return Optional.empty();
        }
    }
}
