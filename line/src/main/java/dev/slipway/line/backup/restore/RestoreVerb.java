package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.password.KeyFile;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Interruption;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.ledger.Name;
import dev.slipway.line.program.Terminal;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restores a line, or the database of one service. */
@Command(
        name = "restore",
        header = "Restores the line from a backup, or the database of one service.",
        description = {
            "",
            "On a machine, or in a checkout, that has no line yet: the same line, with its people, their passwords,"
                    + " its services and its history. It is restored into a staging folder, compared with what was"
                    + " dumped, and renamed: an interruption leaves what was there. Settings that the environment"
                    + " gives, ports for instance, take precedence over those in the backup.",
            "",
            "With --service and --environment: the database of that service alone, on a line that runs. What was there stays, as a"
                    + " database of another name.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is restored",
            "1:it is not, or does not start",
            "2:usage error",
            "3:it is, and starts, but for databases of services that it names",
            "75:another backup, proof or restoration is under way"
        },
        customSynopsis = {
            "./slipway restore REPOSITORY [--key-file FILE] [--snapshot ID | --at TIME] [--replace]",
            "       ./slipway restore --service SERVICE --environment ENVIRONMENT",
            "                         [REPOSITORY] [--key-file FILE] [--snapshot ID | --at TIME]"
        })
public final class RestoreVerb implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean isHelp;

    @Parameters(
            arity = "0..1",
            paramLabel = "REPOSITORY",
            description = "where the backups are; for a service: SLIPWAY_BACKUP_TO")
    String from = "";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "a file with the repository's password; without it, it is prompted for, or read from"
                    + " RESTIC_PASSWORD_FILE; for a service, it is the one that the line keeps")
    String keyFile = "";

    @Option(names = "--snapshot", paramLabel = "ID", description = "this backup; without it, the newest")
    String snapshot = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "the newest that was taken before this, in ISO 8601: 2026-11-27T02:30:00Z")
    String at = "";

    @Option(names = "--service", paramLabel = "SERVICE", description = "only the database of this service")
    String service = "";

    @Option(names = "--environment", paramLabel = "ENVIRONMENT", description = "in this environment")
    String environment = "";

    @Option(
            names = "--replace",
            description = "replace the present line with it; that line is kept, under another name")
    boolean isReplacing;

    private final Map<String, String> variables;

    /** With the settings of this process. */
    public RestoreVerb() {
        this(System.getenv());
    }

    RestoreVerb(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public void run() {
        if (service.isEmpty() != environment.isEmpty()) {
            throw wrong("--service and --environment belong together");
        }
        if (!snapshot.isEmpty() && !at.isEmpty()) {
            throw wrong("--snapshot and --at exclude each other");
        }
        if (!snapshot.matches("[0-9a-f]{0,64}")) {
            throw wrong("'" + snapshot + "' is not the id of a backup");
        }
        if (service.isEmpty() && from.isEmpty()) {
            throw wrong("restore needs a REPOSITORY");
        }
        if (!service.isEmpty() && isReplacing) {
            throw wrong("--replace is for a whole line");
        }
        if (!service.isEmpty() && !(Name.isValid(service) && Name.isValid(environment))) {
            throw wrong("'" + service + "' or '" + environment + "' is not a name");
        }
        try {
            if (service.isEmpty()) {
                line();
            } else {
                service();
            }
        } catch (IOException e) {
            throw new BackupException(e.getMessage() == null ? e.toString() : e.getMessage(), "", e);
        } catch (SQLException e) {
            throw new BackupException("The database: " + e.getMessage(), "", e);
        }
    }

    private void service() throws IOException, SQLException {
        BackupContext site = BackupContext.of(Settings.of(variables), progress());
        try (FileChannel lock = site.places().lock()) {
            String group = new DeploymentTarget(service, environment).group();
            Restic repository = keyFile.isEmpty()
                    ? site.repository(from)
                    : site.repository(from, Map.of("RESTIC_PASSWORD", KeyFile.read(keyFile)));
            new ServiceRestore(site, repository).run(group, snapshot, until());
        }
    }

    private void line() throws IOException, SQLException {
        Settings settings = Settings.of(variables);
        Path state = settings.state().toAbsolutePath();
        if (RestoreRun.isUsed(state) && !isReplacing) {
            throw new BackupException(
                    "There is a line in " + state + " already.",
                    "--replace puts the backup in its place, and keeps that line under another name.");
        }
        String password = password();
        Path cache = Files.createTempDirectory(
                "slipway-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Interruption interruption = Interruption.ending();
        try {
            Path more = settings.secrets().resolve("backup-environment");
            Restic repository = BackupContext.restic(from, Map.of("RESTIC_PASSWORD", password), state, more, cache);
            new RestoreRun(settings.root(), state, repository, password, settings.backupTo(), progress())
                    .run(snapshot, until());
        } finally {
            interruption.tidy(() -> BackupPaths.remove(cache, BackupPrograms.in(settings.root())));
        }
    }

    private String password() {
        String file = keyFile.isEmpty() ? variables.getOrDefault("RESTIC_PASSWORD_FILE", "") : keyFile;
        if (!file.isEmpty()) {
            return KeyFile.read(file);
        }
        return Terminal.askHidden("The repository's password: ")
                .map(String::strip)
                .filter(typed -> !typed.isEmpty())
                .orElseThrow(
                        () -> new BackupException("The repository's password is missing.", "Pass it: --key-file FILE"));
    }

    private Instant until() {
        if (at.isEmpty()) {
            return Instant.MAX;
        }
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw wrong("'" + at + "' is not a time: 2026-11-27T02:30:00Z is one");
        }
    }

    private Progress progress() {
        return new Progress(out(), Terminal.isThere());
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
