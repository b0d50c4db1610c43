package dev.slipway.line.backup;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.password.KeyFile;
import dev.slipway.line.backup.password.KnownRepositories;
import dev.slipway.line.backup.password.RepositoryPassword;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.Snapshot;
import dev.slipway.line.http.CallException;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Terminal;
import dev.slipway.line.rotation.RotationReporter;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Backs the line up. */
@Command(
        name = "backup",
        header = "Backs up the whole line, and proves the backup.",
        description = {
            "",
            "Everything that makes the line, encrypted and deduplicated, goes into a restic repository: a folder, or"
                    + " another place as restic names it, such as s3:https://HOST/BUCKET or sftp:USER@HOST:/FOLDER."
                    + " The repository's password is made at the first backup: without it there is no restore. Keep it"
                    + " elsewhere, too: ./slipway backup key prints it.",
            "",
            "With SLIPWAY_BACKUP_TO, a backup is taken and proven every night: see \"Backup\" in the handbook.",
            ""
        },
        customSynopsis = {
            "./slipway backup [--to REPOSITORY] [--key-file FILE]",
            "       ./slipway backup prove [--to REPOSITORY]",
            "       ./slipway backup list [--to REPOSITORY]",
            "       ./slipway backup key"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is taken, and whole",
            "1:it is not, or it lacks what is listed",
            "2:usage error",
            "75:another backup, proof or restoration is under way"
        })
public final class BackupVerb implements Runnable {
    /** The pause after a failure. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    static {
        // Must precede the first HTTP client: the staged ledger only answers to the line's host name, which does not
        // resolve to it.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help")
    boolean isHelp;

    @Option(
            names = "--to",
            paramLabel = "REPOSITORY",
            scope = ScopeType.INHERIT,
            description = "where backups go (SLIPWAY_BACKUP_TO)")
    String to = "";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "a file with the repository's password, which the line keeps from its first backup on; without it, one is made")
    String keyFile = "";

    @Option(
            names = "--wait",
            paramLabel = "MINUTES",
            hidden = true,
            description = "how long to wait for the end of another backup, proof or restoration")
    int waitMinutes;

    private final Map<String, String> environment;
    private final Pace pace;

    /** With the settings of this process. */
    public BackupVerb() {
        this(System.getenv(), new Pace());
    }

    BackupVerb(Map<String, String> environment, Pace pace) {
        this.environment = environment;
        this.pace = pace;
    }

    @Override
    public void run() {
        work(site -> {
            Report report = new BackupRun(site, repository(site)).run();
            reportRotations(site);
            require(report);
        });
    }

    private static void require(Report report) {
        if (report.error() != null) {
            throw new BackupException("The backup is incomplete. " + report.error(), "The next one tries again.");
        }
    }

    @Command(
            name = "prove",
            description =
                    "restores the newest backup into a staging folder, compares every table, and queries a ledger on it")
    void prove() {
        work(site -> require(new ProofRun(site, known(site)).run(null)));
    }

    @Command(
            name = "list",
            description =
                    "lists the backups in the repository, each with the line's domain and the version that it ran")
    void list() throws IOException {
        BackupContext site = site();
        Restic repository = read(site);
        repository.open();
        for (Snapshot one : repository.snapshots()) {
            out().println((one.shortId() + "  " + one.at().truncatedTo(ChronoUnit.SECONDS) + "  " + one.host() + "  "
                            + one.release())
                    .stripTrailing());
        }
    }

    /** If the line has no stored password, it does not store this one: it is for reading another line's backups. */
    private Restic read(BackupContext site) throws IOException {
        return keyFile.isEmpty() || Files.exists(site.password().path())
                ? known(site)
                : site.repository(to, Map.of("RESTIC_PASSWORD", KeyFile.read(keyFile)));
    }

    @Command(name = "key", description = "prints the repository's password, for its owner to keep elsewhere")
    void key() throws IOException {
        SecretFile password = site().password();
        if (!Files.isReadable(password.path())) {
            throw new BackupException("This line has no backups yet.", "The first one makes the password.");
        }
        out().println(Files.readString(password.path()).strip());
    }

    /** Called by the watcher. */
    @Command(
            name = "nightly",
            hidden = true,
            description = "takes a backup, proves it, and says when the next one is due")
    void nightly() throws IOException {
        Settings settings = Settings.of(environment);
        BackupPaths places = new BackupPaths(settings.state());
        places.make();
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        // Written first, so that a crash does not cause a loop.
        places.writeNext(now.plus(AGAIN).toEpochSecond());
        work(site -> {
            Restic repository = repository(site);
            LocalTime at = LocalTime.parse(settings.backupAt());
            Optional<UnprovenBackup> left =
                    UnprovenBackup.find(places.unproven(), repository.repository(), now.toInstant());
            Optional<UnprovenBackup> unproven = left.filter(backup -> backup.isFresh(now.toInstant()));
            if (left.isPresent() && unproven.isEmpty()) {
                Files.delete(places.unproven());
                Optional<ZonedDateTime> next = left.get().next(now, at);
                if (next.isPresent()) {
                    places.writeNext(next.get().toEpochSecond());
                    site.progress()
                            .say("  ! The backup " + left.get().report().snapshot()
                                    + " was never proven, and is not tried again. The next one is taken at "
                                    + settings.backupAt() + ".");
                    return;
                }
            }
            Report report = unproven.isPresent() ? unproven.get().report() : new BackupRun(site, repository).run();
            new UnprovenBackup(repository.repository(), report).write(places.unproven());
            reportRotations(site);
            Report proven = new ProofRun(site, repository).run(report);
            Files.delete(places.unproven());
            places.writeNext(Schedule.next(now, at).toEpochSecond());
            require(proven);
        });
    }

    /** Reports rotations that could not be reported to the ledger before. */
    private static void reportRotations(BackupContext site) throws IOException {
        try {
            new RotationReporter(site.settings()).report(text -> site.progress().say("  ! " + text));
        } catch (CallException e) {
            site.progress().say("  ! " + RotationReporter.why(e));
        }
    }

    private interface Work {
        void on(BackupContext site) throws IOException, SQLException;
    }

    private void work(Work work) {
        try {
            BackupContext site = site();
            try (FileChannel lock = lock(site)) {
                work.on(site);
            }
        } catch (IOException e) {
            throw new BackupException(e.getMessage() == null ? e.toString() : e.getMessage(), "", e);
        } catch (SQLException e) {
            throw new BackupException("The database: " + e.getMessage(), "Does the line run? ./slipway status", e);
        }
    }

    private FileChannel lock(BackupContext site) throws IOException, SQLException {
        Optional<FileChannel> first = site.places().tryLock();
        if (first.isPresent() || waitMinutes == 0) {
            return first.orElseThrow(BackupPaths::busy);
        }
        Progress progress = site.progress();
        return progress.step("Another backup, proof or restoration is under way; waiting for its end", () -> {
            Deadline deadline = pace.deadline(Duration.ofMinutes(waitMinutes));
            Optional<FileChannel> lock = Optional.empty();
            while (lock.isEmpty()) {
                if (deadline.isOver()) {
                    throw BackupPaths.busy();
                }
                progress.update("up to " + waitMinutes + " minutes");
                pace.sleep(BETWEEN_LOOKS);
                lock = site.places().tryLock();
            }
            progress.result("The other backup, proof or restoration is over");
            return lock.get();
        });
    }

    private BackupContext site() throws IOException {
        return BackupContext.of(Settings.of(environment), new Progress(out(), Terminal.isThere()));
    }

    /** One that is there already, which a password made now could not open. */
    private Restic known(BackupContext site) throws IOException {
        if (keyFile.isEmpty() && !Files.exists(site.password().path())) {
            throw new BackupException(
                    "This line has no backups yet, so the password of the repository is not known.",
                    "Take the first one: ./slipway backup. Or give the password of another line's: --key-file FILE");
        }
        return repository(site);
    }

    private Restic repository(BackupContext site) throws IOException {
        Restic repository = site.repository(to);
        RepositoryPassword password =
                new RepositoryPassword(site.password(), new KnownRepositories(site.places()).hasBackups());
        boolean isMade = keyFile.isEmpty() && !password.isThere();
        password.keep(keyFile.isEmpty() ? "" : KeyFile.read(keyFile), tried -> {
            site.repository(to, tried).isThere();
            // Before storing it: with a stored password, this message is never printed again.
            if (isMade) {
                Progress progress = site.progress();
                progress.say("  The password of the repository is new, in .slipway/secrets/backup-password.");
                progress.say("  Without it no backup can be restored, and this file is lost with the machine.");
                progress.say("  Keep it elsewhere, too: ./slipway backup key prints it.");
            }
        });
        return repository;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
