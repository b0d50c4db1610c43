package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The program restic, called for one repository. It takes a lock for whatever it does; where the repository has no room
 * for one, or is read-only, what only reads does without.
 */
final class ResticProgram {
    private static final Duration LONGEST_LOGIN = Duration.ofSeconds(30);

    private final String repository;
    private final Path state;
    private final Map<String, String> environment;
    private final Optional<Ssh> ssh;
    private @Nullable BackupException refusedLock;

    /**
     * One repository.
     *
     * @param state the line's folder
     * @param environment names the repository and its password
     */
    ResticProgram(String repository, Path state, Map<String, String> environment) {
        this.repository = repository;
        this.state = state;
        this.environment = Map.copyOf(environment);
        ssh = Ssh.of(repository);
    }

    /** Runs a command that writes. */
    Outcome write(List<String> words, Consumer<String> output) throws IOException {
        return run(programs(), words, output);
    }

    /** Runs a command that writes, and must succeed. */
    void requireWritten(List<String> words) throws IOException {
        require(write(words, line -> {}));
    }

    /** Runs a command that only reads, and must succeed. */
    void requireRead(List<String> words, Consumer<String> output) throws IOException {
        require(read(programs(), words, output));
    }

    /** Runs a command that writes, and must succeed within a time. */
    void requireWritten(List<String> words, Duration longest) throws IOException {
        require(run(programs().within(longest), words, line -> {}));
    }

    /** Runs a command that only reads, and must succeed within a time. */
    void requireRead(List<String> words, Duration longest, Consumer<String> output) throws IOException {
        require(read(programs().within(longest), words, output));
    }

    /** Runs a command that only reads, within a time. */
    Outcome read(List<String> words, Duration longest) throws IOException {
        return read(programs().within(longest), words, line -> {});
    }

    private Outcome read(Programs programs, List<String> words, Consumer<String> output) throws IOException {
        if (!isWithoutLock()) {
            Outcome outcome = run(programs, words, output);
            if (outcome.isSuccess() || !ResticErrors.isLockRefused(outcome.errors())) {
                return outcome;
            }
            refusedLock = refusal(outcome);
        }
        List<String> lockless = new ArrayList<>(words);
        lockless.add("--no-lock");
        return run(programs, lockless, output);
    }

    /** Whether it has refused a lock. */
    boolean isWithoutLock() {
        return refusedLock != null;
    }

    /** Fails if it has rejected a lock. */
    void requireLock() {
        if (refusedLock != null) {
            throw refusedLock;
        }
    }

    private void require(Outcome outcome) throws IOException {
        if (!outcome.isSuccess()) {
            throw refusal(outcome);
        }
    }

    private Outcome run(Programs programs, List<String> words, Consumer<String> output) throws IOException {
        List<String> all = new ArrayList<>(List.of("restic"));
        all.addAll(words);
        ssh.ifPresent(to -> all.addAll(List.of("-o", "sftp.command=" + String.join(" ", to.command()))));
        return programs.with(environment).run(all, output);
    }

    private Programs programs() {
        return BackupPrograms.in(Files.isDirectory(state) ? state : Path.of("/"));
    }

    /** The exception for a failure. Writes the full output to a log. */
    BackupException refusal(Outcome outcome) throws IOException {
        String reason = ResticErrors.reason(outcome.errors(), outcome.reason());
        String errors = outcome.errors();
        if (ssh.isPresent() && reason.contains("sftp session")) {
            // restic often ends before it has read what ssh wrote.
            Outcome login = programs().within(LONGEST_LOGIN).run(ssh.get().command());
            if (!login.isSuccess()) {
                errors += "\n" + login.errors();
                reason = login.reason();
            }
        }
        Path logs = state.resolve("logs");
        if (Files.isDirectory(logs)) {
            Files.writeString(
                    logs.resolve("restic.log"),
                    Instant.now() + " " + repository + "\n" + errors + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        return ResticErrors.of(repository, errors, reason);
    }
}
