package dev.slipway.line.backup.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.program.Console;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program in the place of restic that knows the keys of a repository, and refuses what restic 0.14 does. */
class RepositoryKeysTest {
    private static final String RESTIC = """
            #!/bin/sh
            keys=$RESTIC_REPOSITORY/keys
            if [ ! -e "$keys" ]; then
              echo 'Fatal: unable to open config file: stat config: no such file or directory' >&2
              echo 'Is there a repository at the following location?' >&2
              exit 1
            fi
            current=
            for key in "$keys"/*; do
              if [ "$(cat "$key")" = "$(cat "$RESTIC_PASSWORD_FILE")" ]; then current=${key##*/}; fi
            done
            if [ -z "$current" ]; then
              echo 'Fatal: wrong password or no key found' >&2
              exit 1
            fi
            if [ "$1" = unlock ]; then rm -f "$RESTIC_REPOSITORY/stale"; fi
            if [ "$1 $2 $3" != 'cat config --no-lock' ] && [ "$1" != unlock ]; then
              for lock in locked stale; do
                if [ -e "$RESTIC_REPOSITORY/$lock" ]; then
                  echo 'Fatal: unable to create lock in backend: repository is already locked by PID 7 on here' >&2
                  exit 1
                fi
              done
            fi
            case "$1 $2" in
              'key add')
                if [ -e "$RESTIC_REPOSITORY/full" ]; then
                  echo 'Fatal: write: no space left on device' >&2
                  exit 1
                fi
                cp "$4" "$(mktemp "$keys/XXXXXXXX")"
                ;;
              'key list')
                between='['
                for key in "$keys"/*; do
                  is=false
                  if [ "${key##*/}" = "$current" ]; then is=true; fi
                  printf '%s{"current":%s,"id":"%s"}' "$between" "$is" "${key##*/}"
                  between=,
                done
                echo ']'
                ;;
              'key remove')
                if [ "$3" = "$current" ]; then
                  echo 'Fatal: refusing to remove key currently used to access repository' >&2
                  exit 1
                fi
                rm "$keys/$3"
                ;;
            esac
            """;

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private Path state;
    private Path current;
    private Path next;
    private Path former;

    @BeforeEach
    void make() throws IOException {
        state = folder.resolve("line");
        Path rotation = Files.createDirectories(state.resolve("secrets/rotation"));
        current = Files.writeString(state.resolve("secrets/backup-password"), "old");
        next = Files.writeString(rotation.resolve("backup-password.next"), "new\n");
        former = rotation.resolve("backup-password.former");
        new BackupPaths(state).make();
        Files.writeString(folder.resolve("restic"), RESTIC);
        Files.setPosixFilePermissions(folder.resolve("restic"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void changesThePasswordAndLeavesTheKeysOfOthers() throws IOException {
        Path place = repository("repository", "old", "the owner's");
        RepositoryKeys keys = keys(place.toString());
        keys.require(former);
        assertThat(passwords(place)).containsExactlyInAnyOrder("old", "the owner's");
        keys.accept(next);
        keys.accept(next);
        assertThat(passwords(place)).containsExactlyInAnyOrder("old", "new", "the owner's");
        switchOver();
        keys.retire(former);
        keys.retire(former);
        assertThat(passwords(place)).containsExactlyInAnyOrder("new", "the owner's");
        assertThat(said.toString().lines()).containsOnly("    The password of the repository " + place + " is changed");
    }

    /** Each step begins as a new process, which knows only the files. */
    @Test
    void continuesWhereItWasKilled() throws IOException {
        Path place = repository("repository", "old");
        required(place).accept(next);
        required(place).accept(next);
        assertThat(passwords(place)).containsExactlyInAnyOrder("old", "new");
        switchOver();
        required(place).retire(former);
        required(place).retire(former);
        assertThat(passwords(place)).containsExactly("new");
    }

    @Test
    void revokesThePasswordOfSeveralKeys() throws IOException {
        Path place = repository("repository", "old", "old", "new");
        switchOver();
        required(place).retire(former);
        assertThat(passwords(place)).containsExactly("new");
    }

    /** As on a line that was restored in the middle of a rotation. */
    @Test
    void doesNotRevokeTheCurrentPassword() throws IOException {
        Path place = repository("repository", "old");
        Files.writeString(former, "old\n");
        required(place).retire(former);
        assertThat(passwords(place)).containsExactly("old");
    }

    @Test
    void hasNothingToDoBeforeTheFirstBackup() throws IOException {
        Path place = folder.resolve("repository");
        RepositoryKeys keys = required(place);
        keys.accept(next);
        switchOver();
        keys.retire(former);
        assertThat(place).doesNotExist();
    }

    @Test
    void changesNothingWithoutTheConfiguredRepository() throws IOException {
        Path place = folder.resolve("repository");
        known(place);
        assertThatThrownBy(() -> required(place))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.remedy()).contains("Is its disk mounted?"))
                .hasMessage("The repository " + place + " is gone.");
        repository("repository", "another");
        assertThatThrownBy(() -> required(place))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        e -> assertThat(e.remedy())
                                .contains(
                                        "restic key passwd",
                                        "restic key add if another line backs up there",
                                        "Rotating secrets")
                                .doesNotContain("--key-file"))
                .hasMessageContaining(place + " was made with another password");
        assertThat(passwords(place)).containsExactly("another");
    }

    @Test
    void changesNothingWhileARepositoryIsInUse() throws IOException {
        Path place = repository("repository", "old");
        Files.createFile(place.resolve("locked"));
        assertThatThrownBy(() -> required(place)).hasMessageContaining("The repository is locked: " + place);
        assertThat(passwords(place)).containsExactly("old");
    }

    @Test
    void removesTheLockOfAKilledRun() throws IOException {
        Path place = repository("repository", "old");
        Path stale = Files.createFile(place.resolve("stale"));
        required(place).accept(next);
        assertThat(stale).doesNotExist();
        assertThat(passwords(place)).containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void namesTheRepositoryThatTakesNoKey() throws IOException {
        Path place = repository("repository", "old");
        Files.createFile(place.resolve("full"));
        RepositoryKeys keys = required(place);
        assertThatThrownBy(() -> keys.accept(next)).hasMessageContaining("The repository " + place + " is full");
        assertThat(passwords(place)).containsExactly("old");
    }

    @Test
    void changesThatOfBackupsBeforeUpgrades() throws IOException {
        Path own = repository("line/" + BackupPaths.BEFORE_UPGRADES, "old");
        RepositoryKeys keys = keys("");
        keys.require(former);
        keys.accept(next);
        switchOver();
        keys.retire(former);
        assertThat(passwords(own)).containsExactly("new");
    }

    @Test
    void changesThoseThatWereBackedUpToAndNamesThoseThatItCannot() throws IOException {
        Path place = repository("repository", "old");
        Path other = repository("other", "old");
        Path strange = repository("strange", "another");
        Path gone = folder.resolve("gone");
        known(place, other, strange, gone);
        RepositoryKeys keys = required(place);
        keys.accept(next);
        switchOver();
        keys.retire(former);
        assertThat(passwords(place)).containsExactly("new");
        assertThat(passwords(other)).containsExactly("new");
        assertThat(passwords(strange)).containsExactly("another");
        assertThat(said.toString().lines())
                .hasSize(4)
                .contains(
                        "    The password of the repository " + place + " is changed",
                        "    The password of the repository " + other + " is changed")
                .anyMatch(line -> line.contains("There is no repository at " + gone + "."))
                .anyMatch(line -> line.contains("The repository " + strange + " was made with another password."));
    }

    /** The original may still back up there. */
    @Test
    void leavesTheRepositoriesOfTheLineThatThisOneWasRestoredFrom() throws IOException {
        Path place = repository("repository", "old");
        Path original = repository("original", "old");
        knownBeforeRestore(place, original);
        known(place);
        RepositoryKeys keys = required(place);
        keys.accept(next);
        switchOver();
        keys.retire(former);
        assertThat(passwords(place)).containsExactly("new");
        assertThat(passwords(original)).containsExactly("old");
        assertThat(said.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("The repository " + original + " keeps the old password: "));
    }

    /** The original, which may still run, could not open its own repository any more. */
    @Test
    void changesNothingIfTheOriginalAloneHasBackedUpToTheConfiguredRepository() throws IOException {
        Path place = repository("repository", "old");
        Path stale = Files.createFile(
                repository("line/" + BackupPaths.BEFORE_UPGRADES, "old").resolve("stale"));
        knownBeforeRestore(place);
        assertThatThrownBy(() -> required(place))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        e -> assertThat(e.remedy()).contains("SLIPWAY_BACKUP_TO=… ./slipway up", "./slipway backup."))
                .hasMessage("Only the line that this one was restored from has backed up to " + place + ".");
        assertThat(stale).exists();
        assertThat(passwords(place)).containsExactly("old");
    }

    /** As earlier releases listed it. */
    @Test
    void knowsAFolderOfTheOriginalInTheOtherNotation() throws IOException {
        Path place = repository("repository", "old");
        knownBeforeRestore(Path.of("local:" + place));
        assertThatThrownBy(() -> required(place))
                .hasMessage("Only the line that this one was restored from has backed up to " + place + ".");
        assertThat(passwords(place)).containsExactly("old");
    }

    @Test
    void changesTheRepositoryThatTheOriginalHasBackedUpToOnceThisLineHasToo() throws IOException {
        Path place = repository("repository", "old");
        knownBeforeRestore(place);
        known(place);
        required(place).accept(next);
        assertThat(passwords(place)).containsExactlyInAnyOrder("old", "new");
    }

    /** Its disk was mounted only after the others had accepted the new password. */
    @Test
    void changesOneThatComesBackBeforeTheEnd() throws IOException {
        Path place = repository("repository", "new");
        Path other = repository("other", "old", "the owner's");
        known(place, other);
        switchOver();
        required(place).retire(former);
        assertThat(passwords(other)).containsExactlyInAnyOrder("new", "the owner's");
    }

    private RepositoryKeys required(Path place) throws IOException {
        RepositoryKeys keys = keys(place.toString());
        keys.require(former);
        return keys;
    }

    private RepositoryKeys keys(String to) throws IOException {
        Settings settings = Settings.of(Map.of(
                "SLIPWAY_STATE", state.toString(),
                "SLIPWAY_ROOT", folder.toString(),
                "SLIPWAY_BACKUP_TO", to));
        return new RepositoryKeys(
                settings,
                new Console(new PrintWriter(said), false),
                (place, password) -> new Restic(
                        BackupContext.absolute(place),
                        state,
                        Map.of("RESTIC_PASSWORD_FILE", password.toString()),
                        folder.resolve("cache"),
                        Map.of("PATH", folder + ":" + System.getenv("PATH"))));
    }

    private Path repository(String name, String... passwords) throws IOException {
        Path place = folder.resolve(name);
        Path keys = Files.createDirectories(place.resolve("keys"));
        for (int i = 0; i < passwords.length; i++) {
            Files.writeString(keys.resolve("key" + i), passwords[i]);
        }
        return place;
    }

    private void known(Path... places) throws IOException {
        write(new BackupPaths(state).known(), places);
    }

    private void knownBeforeRestore(Path... places) throws IOException {
        write(new BackupPaths(state).knownBeforeRestore(), places);
    }

    private static void write(Path file, Path... places) throws IOException {
        Files.write(file, Stream.of(places).map(Path::toString).toList());
    }

    private void switchOver() throws IOException {
        Files.writeString(former, "old\n");
        Files.writeString(current, "new\n");
        Files.deleteIfExists(next);
    }

    private static List<String> passwords(Path place) throws IOException {
        List<String> passwords = new ArrayList<>();
        try (Stream<Path> keys = Files.list(place.resolve("keys"))) {
            for (Path key : keys.toList()) {
                passwords.add(Files.readString(key).strip());
            }
        }
        return passwords;
    }
}
