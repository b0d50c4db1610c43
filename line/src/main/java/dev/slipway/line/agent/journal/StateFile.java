package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** A file in which the agent keeps, as JSON, what it has not finished. */
public final class StateFile {
    private StateFile() {}

    /**
     * Reads one. If it is unreadable, it is put aside, for nothing would come after it.
     *
     * @param aside where to, in the same folder
     * @param log receives the reason
     * @return what it holds; empty if there is none, or it was put aside
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
