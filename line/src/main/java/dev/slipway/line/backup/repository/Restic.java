package dev.slipway.line.backup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** restic, on one repository. */
public final class Restic {
    static final String TAG = "slipway";
    /** The exit code for a backup with unreadable files. */
    private static final int INCOMPLETE = 3;

    /** restic itself retries an unresponsive host for 15 minutes. */
    private static final Duration LONGEST_OPENING = Duration.ofMinutes(2);

    private final String repository;
    private final Path state;
    private final ResticProgram program;

    /**
     * One repository.
     *
     * @param repository a folder or another restic location
     * @param state the line's folder
     * @param password the repository's password, as restic's {@code RESTIC_PASSWORD_FILE} or {@code RESTIC_PASSWORD}
     * @param cache the folder of its cache
     * @param more additional environment variables, such as an object store's keys
     */
    public Restic(String repository, Path state, Map<String, String> password, Path cache, Map<String, String> more) {
        this.repository = repository;
        this.state = state;
        Map<String, String> environment = new HashMap<>(more);
        environment.put("RESTIC_REPOSITORY", repository);
        // restic ignores an empty variable; the caller's environment may have set one.
        environment.put("RESTIC_PASSWORD_FILE", "");
        environment.put("RESTIC_PASSWORD_COMMAND", "");
        environment.putAll(password);
        environment.put("RESTIC_CACHE_DIR", cache.toString());
        environment.putIfAbsent("HOME", System.getProperty("user.home"));
        program = new ResticProgram(repository, state, environment);
    }

    /** The repository, for messages. */
    public String repository() {
        return repository;
    }

    /** Whether the repository exists; a missing or empty folder has none, and one that cannot be reached is no answer. */
    public boolean isThere() throws IOException {
        Outcome outcome = program.read(List.of("cat", "config"), LONGEST_OPENING);
        if (outcome.isSuccess()) {
            return true;
        }
        if (RepositoryFault.isAbsent(repository, outcome.errors())) {
            if (repository.startsWith("/") && isUsed(Path.of(repository))) {
                throw new BackupException(
                        "There is no repository in " + repository + ", but something else.",
                        "Name an empty folder, or one that does not exist yet.");
            }
            return false;
        }
        throw program.refusal(outcome);
    }

    private static boolean isUsed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    /**
     * Whether the password opens the repository, also while another process has locked it; false also if there is none.
     *
     * @throws BackupException if it cannot be reached or read, which is no answer
     */
    public boolean isOpened() throws IOException {
        Outcome outcome = program.read(List.of("cat", "config", "--no-lock"), LONGEST_OPENING);
        if (outcome.isSuccess()
                || ResticErrors.isPasswordWrong(outcome.errors())
                || RepositoryFault.isAbsent(repository, outcome.errors())) {
            return outcome.isSuccess();
        }
        throw program.refusal(outcome);
    }

    /** Makes it accept another password as well, from a file. */
    public void addKey(Path password) throws IOException {
        program.requireWritten(List.of("key", "add", "--new-password-file", password.toString()), LONGEST_OPENING);
    }

    /** The id of the key that the password has opened, as restic shortens it. */
    public String key() throws IOException {
        StringBuilder json = new StringBuilder();
        program.requireRead(List.of("key", "list", "--json"), LONGEST_OPENING, json::append);
        for (JsonNode one : ResticJson.read(json.toString())) {
            if (one.path("current").asBoolean()) {
                return one.path("id").asText();
            }
        }
        throw new BackupException("restic does not say which key has opened the repository " + repository + ".", "");
    }

    /** Makes it refuse the password of a key, which restic refuses for the key that has opened it. */
    public void removeKey(String id) throws IOException {
        program.requireWritten(List.of("key", "remove", id), LONGEST_OPENING);
    }

    public void init() throws IOException {
        program.requireWritten(List.of("init"));
    }

    /** Fails if there is no repository, or if it cannot be opened. */
    public void open() throws IOException {
        if (!isThere()) {
            throw ResticErrors.absent(repository);
        }
    }

    /** Ends where {@link #isThere} found one that takes no lock, as on a full disk: nothing can be stored there. */
    public void requireLock() {
        program.requireLock();
    }

    /** Removes stale locks of killed processes on this machine, unless it is read without one. */
    public void unlock() throws IOException {
        if (!program.isWithoutLock()) {
            program.requireWritten(List.of("unlock"));
        }
    }

    /** The backups of the line with this domain, the newest first. */
    public List<Snapshot> snapshots(String domain) throws IOException {
        return snapshots().stream().filter(one -> one.host().equals(domain)).toList();
    }

    /** The backups of lines, the newest first. */
    public List<Snapshot> snapshots() throws IOException {
        StringBuilder json = new StringBuilder();
        program.requireRead(List.of("snapshots", "--json", "--tag", TAG), json::append);
        return Snapshot.parse(json.toString());
    }

    /**
     * The stored backup.
     *
     * @param snapshot restic's id
     * @param bytes the size of the backed-up files
     * @param added the bytes added to the repository
     * @param sparse the sparse files that were left out
     * @param unreadable the files in workers' folders that could not be read, and so are missing
     * @param hasMoreErrors whether restic had more errors than were kept, so that more files may be missing
     */
    public record Stored(
            String snapshot,
            long bytes,
            long added,
            SparseFiles sparse,
            SortedSet<String> unreadable,
            boolean hasMoreErrors) {}

    /**
     * Stores the line's folder.
     *
     * @param release the version of Slipway that the line runs; empty if it is not known
     */
    public Stored backup(String host, String release, Consumer<String> progress) throws IOException {
        List<String> words = new ArrayList<>(List.of("backup", "--json", "--host", host, "--tag", TAG));
        if (!release.isEmpty()) {
            words.addAll(List.of("--tag", release));
        }
        words.addAll(BackupContents.options(state));
        SparseFiles sparse = SparseFiles.of(state);
        Path patterns = Files.write(Files.createTempFile("slipway-", ".patterns"), sparse.patterns(state));
        try {
            words.addAll(List.of("--exclude-file", patterns.toString(), "."));
            return backup(words, sparse, progress);
        } finally {
            Files.delete(patterns);
        }
    }

    private Stored backup(List<String> words, SparseFiles sparse, Consumer<String> progress) throws IOException {
        BackupMessages messages = new BackupMessages(progress);
        Outcome outcome = program.write(words, messages::read);
        Optional<SortedSet<String>> unreadable = outcome.isSuccess()
                ? Optional.of(new TreeSet<>())
                : outcome.code() == INCOMPLETE ? UnreadableFiles.ofWorkers(outcome.errors(), state) : Optional.empty();
        Optional<BackupMessages.Summary> summary = messages.summary();
        if (unreadable.isEmpty() || summary.isEmpty()) {
            if (summary.isPresent()) {
                program.write(List.of("forget", summary.get().snapshot()), line -> {});
            }
            throw program.refusal(outcome);
        }
        return new Stored(
                summary.get().snapshot(),
                summary.get().bytes(),
                summary.get().added(),
                sparse,
                unreadable.get(),
                !outcome.isSuccess() && UnreadableFiles.areCut(outcome.errors()));
    }

    /** Applies the retention to this line's backups and prunes the repository. */
    public void forget(String host, Retention retention) throws IOException {
        List<String> words = forgetting(host, retention);
        words.add("--prune");
        program.requireWritten(words);
    }

    /**
     * The same in a repository that is full: it takes hardly any room itself, and removes also what a failed backup has
     * left there.
     */
    public void makeRoom(String host, Retention retention) throws IOException {
        program.requireWritten(forgetting(host, retention));
        program.requireWritten(List.of("prune", "--max-repack-size", "0"));
    }

    private static List<String> forgetting(String host, Retention retention) {
        // Not by tags: the retention spans the versions that a line has run.
        List<String> words = new ArrayList<>(List.of("forget", "--host", host, "--tag", TAG, "--group-by", "host"));
        words.addAll(retention.options());
        return words;
    }

    /** The restored size of a backup, in bytes. */
    public long size(Snapshot snapshot) throws IOException {
        StringBuilder json = new StringBuilder();
        program.requireRead(List.of("stats", "--json", "--mode", "restore-size", snapshot.id()), json::append);
        return ResticJson.read(json.toString()).path("total_size").asLong();
    }

    /**
     * Restores a backup into a folder; restic verifies all data by digest.
     *
     * @param only restore only these paths of the backup; none for all
     */
    public void restore(Snapshot snapshot, Path folder, String... only) throws IOException {
        List<String> words = new ArrayList<>(List.of("restore", snapshot.id(), "--target", folder.toString()));
        for (String path : only) {
            words.addAll(List.of("--include", path));
        }
        program.requireRead(words, line -> {});
    }

    /** The size of a file in a folder of a backup, in bytes; empty if it is not there. */
    public OptionalLong size(Snapshot snapshot, String folder, String file) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        program.requireRead(List.of("ls", "--json", snapshot.id(), folder), line -> {
            JsonNode node = ResticJson.read(line);
            if (node.path("path").asText().equals(folder + "/" + file)) {
                found.add(node);
            }
        });
        return found.stream().mapToLong(node -> node.path("size").asLong()).findFirst();
    }

    /** The text of a small file in a folder of a backup; empty if it is not there. */
    public Optional<String> text(Snapshot snapshot, String folder, String file) throws IOException {
        if (size(snapshot, folder, file).isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        program.requireRead(
                List.of("dump", snapshot.id(), folder + "/" + file),
                line -> text.append(line).append('\n'));
        return Optional.of(text.toString());
    }

    /**
     * Checks the repository's structure, and reads a part of its data.
     *
     * @param part the part to read, from 1
     * @param parts how many parts there are
     */
    public void check(int part, int parts) throws IOException {
        program.requireRead(List.of("check", "--read-data-subset=" + part + "/" + parts), line -> {});
    }
}
