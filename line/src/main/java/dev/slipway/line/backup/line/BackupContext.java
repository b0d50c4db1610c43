package dev.slipway.line.backup.line;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.cli.input.build.Checkout;
import dev.slipway.line.file.ExistingFolder;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.program.Programs;
import dev.slipway.line.schema.History;
import dev.slipway.line.schema.Schema;
import dev.slipway.line.schema.SchemaException;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line and what its backups need.
 *
 * @param settings the line's
 * @param places the paths used by backups
 * @param progress shows progress
 */
public record BackupContext(Settings settings, BackupPaths places, Progress progress) {
    /** restic's notation for a folder, which it also takes without. */
    private static final String LOCAL = "local:";

    /** Programs read some names, such as {@code https_proxy}, in lower case. */
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");

    private static final Pattern QUOTED = Pattern.compile("\\s*([\"']).*\\1\\s*");

    public static BackupContext of(Settings settings, Progress progress) {
        return new BackupContext(settings, new BackupPaths(settings.state()), progress);
    }

    public Programs programs() {
        return BackupPrograms.in(settings.root());
    }

    /** The line's PostgreSQL. */
    public Server server() {
        return new Server(settings.databaseHost(), settings.databasePort(), settings.secret("postgres-password"));
    }

    /** Whether this runs as root. */
    public static boolean isRoot() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    /** The version that the line runs, as its database says, else that of the checkout; empty if none is known. */
    public String release() {
        return live().or(() -> new Checkout(settings.root()).release()).orElse("");
    }

    private Optional<String> live() {
        Optional<String> password = settings.findSecret("slipway-db-password");
        if (password.isEmpty()) {
            return Optional.empty();
        }
        try {
            return new History(new Schema(settings.database(), Services.LEDGER, password.get()))
                    .live(Services.LEDGER, settings.environment());
        } catch (SchemaException e) {
            // Whether the databases can be read at all, their dumps show.
            return Optional.empty();
        }
    }

    public SecretFile password() {
        return new SecretFile(settings.secrets().resolve("backup-password"));
    }

    /**
     * The repository.
     *
     * @param given its location; empty for the one in the settings
     */
    public Restic repository(String given) throws IOException {
        return repository(given, password().path());
    }

    /**
     * The repository, by a password that the line does not keep yet.
     *
     * @param given its location; empty for the one in the settings
     * @param password the file with it
     */
    public Restic repository(String given, Path password) throws IOException {
        return repository(given, Map.of("RESTIC_PASSWORD_FILE", password.toString()));
    }

    /**
     * The repository, by another password than the one that the line keeps.
     *
     * @param given its location; empty for the one in the settings
     * @param password restic's variable with it
     */
    public Restic repository(String given, Map<String, String> password) throws IOException {
        String place = given.isEmpty() ? settings.backupTo() : given;
        if (place.isEmpty()) {
            throw new BackupException(
                    "No repository for backups is configured.",
                    "Set it once: SLIPWAY_BACKUP_TO=/mnt/backup ./slipway up; or this time, for a backup: --to"
                            + " /mnt/backup; for a restore: ./slipway restore /mnt/backup with the rest.");
        }
        requireElsewhere(place);
        return restic(
                place, password, settings.state(), settings.secrets().resolve("backup-environment"), places.cache());
    }

    /** In the line's own folder, a repository would be in each backup, and so grow by itself with each. */
    void requireElsewhere(String place) throws IOException {
        String absolute = absolute(place);
        if (!absolute.startsWith("/")) {
            return;
        }
        Path folder = Path.of(absolute).normalize();
        Path there = ExistingFolder.of(folder);
        Path state = settings.state().toRealPath();
        Path real = there.toRealPath().resolve(there.relativize(folder));
        if (real.startsWith(state) && !real.startsWith(state.resolve(BackupPaths.BEFORE_UPGRADES))) {
            throw new BackupException(
                    "The repository " + folder + " is in the line's own folder, which is what is backed up.",
                    "Name a place elsewhere, best on another machine's disk.");
        }
    }

    /**
     * A repository.
     *
     * @param password restic's variable with its password, or with the path of a file that has it
     * @param more a file with additional environment variables
     */
    public static Restic restic(String place, Map<String, String> password, Path state, Path more, Path cache)
            throws IOException {
        require(place);
        return new Restic(absolute(place), state, password, cache, variables(more));
    }

    /**
     * A repository's location by which a folder is known as one: its absolute path, also if it is given as restic's
     * {@code local:FOLDER}; any other location as it is.
     */
    public static String absolute(String place) {
        boolean isLocal = place.startsWith(LOCAL);
        if (!isLocal && place.matches("[a-z0-9]+:.*")) {
            return place;
        }
        return Path.of(isLocal ? place.substring(LOCAL.length()) : place)
                .toAbsolutePath()
                .toString();
    }

    private static void require(String place) {
        if (place.matches(".*://[^/@]*:[^/@]*@.*")) {
            throw new BackupException(
                    "There is a password in the address of the repository.",
                    "Others see it there. Put it into .slipway/secrets/backup-environment, as restic names it: RESTIC_REST_PASSWORD=…");
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "restic"))) {
                return;
            }
        }
        throw new BackupException("This machine lacks restic.", "./slipway up installs it, or: apt-get install restic");
    }

    /**
     * restic's environment variables, such as keys: lines NAME=VALUE, and between them empty ones and comments.
     *
     * @param file which need not exist
     * @throws BackupException if a line is something else; it does not show that line, which may have a secret
     */
    static Map<String, String> variables(Path file) throws IOException {
        Map<String, String> variables = new HashMap<>();
        if (!Files.isReadable(file)) {
            return variables;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Matcher variable = VARIABLE.matcher(line);
            if (!variable.matches() || QUOTED.matcher(variable.group(2)).matches()) {
                throw new BackupException(
                        "Line " + (i + 1) + " of " + file + " is not NAME=VALUE.",
                        "Write it without export, without quotes, and without spaces around the name.");
            }
            variables.put(variable.group(1), variable.group(2));
        }
        return variables;
    }
}
