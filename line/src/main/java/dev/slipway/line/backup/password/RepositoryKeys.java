package dev.slipway.line.backup.password;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.program.Console;
import dev.slipway.line.rotation.RepositoryPasswords;
import dev.slipway.line.setting.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The passwords of all repositories that the line has backed up to, as it has one password for all. In a repository, each password is a
 * key; keys that are not the line's stay as they are. So do, on a restored line, the repositories of the original alone, which may still
 * run.
 */
public final class RepositoryKeys implements RepositoryPasswords {
    /** Opens a repository with the password in a file. */
    @FunctionalInterface
    interface Opening {
        Restic open(String place, Path password) throws IOException;
    }

    private final Settings settings;
    private final Console console;
    private final Opening opening;
    private final BackupPaths places;
    private final Path current;
    private final Set<String> reached = new LinkedHashSet<>();

    /**
     * Of a line.
     *
     * @param console for the repositories that are left as they are
     */
    public RepositoryKeys(Settings settings, Console console) {
        this(
                settings,
                console,
                (place, password) -> BackupContext.restic(
                        place,
                        Map.of("RESTIC_PASSWORD_FILE", password.toString()),
                        settings.state(),
                        settings.secrets().resolve("backup-environment"),
                        new BackupPaths(settings.state()).cache()));
    }

    RepositoryKeys(Settings settings, Console console, Opening opening) {
        this.settings = settings;
        this.console = console;
        this.opening = opening;
        places = new BackupPaths(settings.state());
        current = settings.secrets().resolve("backup-password");
    }

    @Override
    public Closeable lock() throws IOException {
        return places.lock();
    }

    /** The configured one, and that of backups before upgrades, are needed. */
    @Override
    public void require(Path former) throws IOException {
        reached.clear();
        KnownRepositories known = new KnownRepositories(places);
        Set<String> others = new LinkedHashSet<>(known.own());
        Set<String> originals = new LinkedHashSet<>(known.beforeRestore());
        originals.removeAll(others);
        String configured = settings.backupTo().isEmpty()
                ? ""
                : opening.open(settings.backupTo(), current).repository();
        if (originals.contains(configured)) {
            throw new BackupException(
                    "Only the line that this one was restored from has backed up to " + configured + ".",
                    "If that one still runs, give this one another place: SLIPWAY_BACKUP_TO=… ./slipway up. If this one"
                            + " replaces it, take a backup first: ./slipway backup.");
        }
        String beforeUpgrades =
                settings.state().resolve(BackupPaths.BEFORE_UPGRADES).toString();
        others.remove(beforeUpgrades);
        originals.remove(beforeUpgrades);
        if (Files.isDirectory(Path.of(beforeUpgrades)) && isNeededOneThere(beforeUpgrades, former)) {
            reached.add(beforeUpgrades);
        }
        if (!configured.isEmpty()) {
            others.remove(configured);
            if (isNeededOneThere(configured, former)) {
                reached.add(configured);
            } else if (known.contains(configured)) {
                throw new BackupException(
                        "The repository " + configured + " is gone.",
                        "Is its disk mounted? To rotate its password without it, take its line out of "
                                + known.files(configured) + ".");
            }
        }
        for (String place : others) {
            tryOut(place, former);
        }
        originals.forEach(place -> console.warn("The repository " + place
                + " keeps the old password: it has backups of the line that this one was restored from."));
    }

    /** This command takes no other password, so the remedy is another one than that of a backup. */
    private boolean isNeededOneThere(String place, Path former) throws IOException {
        try {
            return isThere(place, former);
        } catch (BackupException e) {
            if (e.isPasswordWrong()) {
                throw new BackupException(
                        e.what(),
                        "Change it to the line's with restic key passwd, or add the line's with restic key add if another"
                                + " line backs up there: see \"Rotating secrets\" in the handbook.",
                        e);
            }
            throw e;
        }
    }

    /** One that is not needed: a disk that is elsewhere, for instance, must not prevent the rotation. */
    private void tryOut(String place, Path former) throws IOException {
        String why = "There is no repository at " + place + ".";
        try {
            if (isThere(place, former)) {
                reached.add(place);
                return;
            }
        } catch (BackupException e) {
            why = e.what();
        }
        console.warn("A repository that was backed up to keeps the old password: " + why);
    }

    private boolean isThere(String place, Path former) throws IOException {
        Restic now = opening.open(place, current);
        if (now.isOpened()) {
            prepare(now);
            return true;
        }
        // It could not be reached when an earlier, interrupted run had the others accept the new one.
        if (Files.exists(former)) {
            Restic before = opening.open(place, former);
            if (before.isOpened()) {
                prepare(before);
                return true;
            }
        }
        return now.isThere();
    }

    /** Removes the locks of a killed run first, as one of them may be exclusive; then tries whether a lock can be had. */
    private static void prepare(Restic repository) throws IOException {
        repository.unlock();
        repository.open();
        repository.requireLock();
    }

    @Override
    public void accept(Path next) throws IOException {
        for (String place : reached) {
            if (!opening.open(place, next).isOpened()) {
                opening.open(place, current).addKey(next);
            }
        }
    }

    @Override
    public void retire(Path former) throws IOException {
        for (String place : reached) {
            Restic now = opening.open(place, current);
            Restic before = opening.open(place, former);
            if (!now.isOpened()) {
                before.addKey(current);
            }
            String kept = now.key();
            // Several keys may have the same password.
            while (before.isOpened()) {
                String revoked = before.key();
                if (revoked.equals(kept)) {
                    // A restored line may have been given the former password as its current one.
                    break;
                }
                now.removeKey(revoked);
            }
            console.say("    The password of the repository " + place + " is changed");
        }
    }
}
