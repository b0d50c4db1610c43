package dev.slipway.line.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.host.file.GroupSecrets;
import dev.slipway.line.program.Console;
import dev.slipway.line.program.Problem;
import dev.slipway.line.rotation.plan.RotationStrategy;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.rotation.plan.Stage;
import dev.slipway.line.setting.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the password of backups, of the key of services' secrets, and of another secret, which nobody checks. */
class RotationTest {
    private static final Secret BACKUPS =
            new Secret("backup-password", "for a test", RotationStrategy.REPOSITORY, "", Set.of(), "");
    private static final Secret KEY =
            new Secret("configuration-key", "for a test", RotationStrategy.CONFIGURATION_KEY, "", Set.of(), "");
    private static final Secret OTHER = new Secret("other", "for a test", RotationStrategy.FILE, "", Set.of(), "");

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final List<Secret> completed = new ArrayList<>();
    private Call provisioning = () -> {};
    private Call publishing = () -> {};
    private Path secrets;
    private Settings settings;

    private interface Call {
        void run() throws IOException;
    }

    @BeforeEach
    void make() throws IOException {
        secrets = Files.createDirectories(folder.resolve("line/secrets"));
        settings = Settings.of(
                Map.of("SLIPWAY_STATE", folder.resolve("line").toString(), "SLIPWAY_ROOT", folder.toString()));
        for (Secret secret : List.of(BACKUPS, OTHER)) {
            Files.writeString(secrets.resolve(secret.name()), "old\n");
        }
    }

    @Test
    void changesNothingWhileABackupIsUnderWay() {
        Repositories repositories = new Repositories("lock");
        assertThatThrownBy(() -> rotate(repositories)).hasMessage("lock");
        assertThat(repositories.called).containsExactly("lock");
        nothingHasChanged();
    }

    @Test
    void changesNothingWithoutTheRepositoriesThatAreNeeded() {
        Repositories repositories = new Repositories("require");
        assertThatThrownBy(() -> rotate(repositories)).hasMessage("require");
        assertThat(repositories.called).containsExactly("lock", "require", "close");
        nothingHasChanged();
    }

    @Test
    void changesNoPasswordThatARepositoryDoesNotTake() {
        Repositories repositories = new Repositories("accept");
        assertThatThrownBy(() -> rotate(repositories)).hasMessage("accept");
        assertThat(secrets.resolve("backup-password")).hasContent("old");
        assertThat(secrets.resolve("other")).hasContent("old");
        assertThat(completed).isEmpty();
    }

    @Test
    void completesTheOthersIfARepositoryIsNotThereInTheEnd() throws IOException, SQLException {
        assertThatThrownBy(() -> rotate(new Repositories("retire"))).hasMessage("retire");
        assertThat(completed).containsExactly(OTHER);
        assertThat(said.toString())
                .contains("backup-password is half rotated", "./slipway rotate backup-password completes it");
        assertThat(secrets.resolve("rotation/other.former")).doesNotExist();
        assertThat(secrets.resolve("rotation/backup-password.former")).hasContent("old");

        completed.clear();
        rotation(new Repositories("")).run(Map.of(BACKUPS, Stage.SWITCHED));
        assertThat(completed).containsExactly(BACKUPS);
        assertThat(secrets.resolve("rotation/backup-password.former")).doesNotExist();
    }

    @Test
    void completesEachOnce() throws IOException, SQLException {
        Repositories repositories = new Repositories("");
        rotate(repositories);
        assertThat(repositories.called).containsExactly("lock", "require", "accept", "retire", "close");
        assertThat(completed).containsExactly(OTHER, BACKUPS);
        assertThat(said.toString()).doesNotContain("half rotated");
    }

    @Test
    void completesLaterWhatKeycloakDidNotTake() throws IOException, SQLException {
        provisioning = () -> {
            throw new Problem("provision", "");
        };
        assertThatThrownBy(() -> rotate(new Repositories(""))).hasMessage("provision");
        assertThat(secrets.resolve("rotation/other.former")).hasContent("old");
        assertThat(secrets.resolve("rotation/untold")).doesNotExist();
        assertThat(completed).isEmpty();

        provisioning = () -> {};
        rotation(new Repositories("")).run(Map.of(BACKUPS, Stage.SWITCHED, OTHER, Stage.SWITCHED));
        assertThat(completed).containsExactly(OTHER, BACKUPS);
        assertThat(secrets.resolve("rotation/other.former")).doesNotExist();
        assertThat(Files.readAllLines(secrets.resolve("rotation/untold")))
                .hasSize(2)
                .anyMatch(line -> line.contains("\"other\""))
                .anyMatch(line -> line.contains("\"backup-password\""));
    }

    /** Once some of the former values are deleted, the next run does not know of their rotation. */
    @Test
    void keepsTheReportBeforeItDeletesTheFormerValue() {
        Path former = secrets.resolve("rotation/other.former");
        // Cannot be deleted.
        provisioning = () -> {
            Files.delete(former);
            Files.createDirectories(former.resolve("full"));
        };
        assertThatThrownBy(() -> rotate(new Repositories(""))).isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(completed).isEmpty();
        assertThat(secrets.resolve("rotation/untold")).content().contains("\"other\"");
    }

    @Test
    void reportsTheTimeAtWhichTheNewValueCameIntoUse() throws IOException, SQLException {
        Instant switched = Instant.parse("2026-11-27T02:30:00Z");
        Path former = Files.createDirectories(secrets.resolve("rotation")).resolve("other.former");
        for (int run = 0; run < 2; run++) {
            Files.writeString(former, "old\n");
            Files.setLastModifiedTime(former, FileTime.from(switched));
            rotation(new Repositories("")).run(Map.of(OTHER, Stage.SWITCHED));
        }
        assertThat(Files.readAllLines(secrets.resolve("rotation/untold")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(switched.toString()));
    }

    @Test
    void completesTheKeyOfSecretsWithoutARepository() {
        assertThatThrownBy(() -> revoke(new Repositories("retire"))).hasMessage("retire");
        assertThat(completed).containsExactly(KEY);
        assertThat(secrets.resolve("rotation/configuration-key.former")).doesNotExist();
        assertThat(secrets.resolve("rotation/backup-password.former")).exists();
    }

    @Test
    void saysWhyEachOfTheLastIsHalfRotated() {
        publishing = () -> {
            throw new Problem("publish", "");
        };
        assertThatThrownBy(() -> revoke(new Repositories("retire")))
                .hasMessage("retire")
                .hasSuppressedException(new Problem("publish", ""));
        assertThat(completed).isEmpty();
        assertThat(said.toString())
                .contains("backup-password is half rotated", "configuration-key is half rotated", "    publish");
    }

    /** All that is left of the rotation of the two. */
    private void revoke(Repositories repositories) throws IOException, SQLException {
        Path former = Files.createDirectories(secrets.resolve("rotation"));
        Map<Secret, Stage> stages = new LinkedHashMap<>();
        for (Secret secret : List.of(BACKUPS, KEY)) {
            Files.writeString(former.resolve(secret.name() + ".former"), "old\n");
            stages.put(secret, Stage.SWITCHED);
        }
        rotation(repositories).run(stages);
    }

    private void nothingHasChanged() {
        assertThat(secrets.resolve("rotation")).doesNotExist();
        assertThat(completed).isEmpty();
    }

    private void rotate(Repositories repositories) throws IOException, SQLException {
        Map<Secret, Stage> stages = new LinkedHashMap<>();
        stages.put(BACKUPS, Stage.IDLE);
        stages.put(OTHER, Stage.IDLE);
        rotation(repositories).run(stages);
    }

    private Rotation rotation(Repositories repositories) {
        return new Rotation(
                settings,
                new Console(new PrintWriter(said), false),
                repositories,
                new Alone(settings, repositories),
                completed::addAll);
    }

    private final class Alone extends Checkers {
        Alone(Settings settings, RepositoryPasswords repositories) {
            super(settings, repositories);
        }

        @Override
        void provision() throws IOException {
            provisioning.run();
        }

        @Override
        void publishKey() throws IOException {
            publishing.run();
        }
    }

    /** Fails at one call. */
    private final class Repositories implements RepositoryPasswords {
        private final String failing;
        private final List<String> called = new ArrayList<>();

        /** With the name of that call; empty for none. */
        Repositories(String failing) {
            this.failing = failing;
        }

        @Override
        public Closeable lock() {
            call("lock");
            return () -> call("close");
        }

        @Override
        public void require(Path former) {
            call("require");
        }

        @Override
        public void accept(Path next) throws IOException {
            assertThat(next).exists();
            noGroupWaits();
            call("accept");
        }

        @Override
        public void retire(Path former) throws IOException {
            assertThat(former).exists();
            noGroupWaits();
            call("retire");
        }

        /** In one process, a second lock fails at once. */
        private void noGroupWaits() throws IOException {
            new GroupSecrets(settings).lock().close();
        }

        private void call(String name) {
            called.add(name);
            if (name.equals(failing)) {
                throw new Problem(name, "");
            }
        }
    }
}
