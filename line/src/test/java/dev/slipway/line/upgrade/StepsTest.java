package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Console;
import dev.slipway.line.program.GitRepository;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.Upgrade.Phase;
import dev.slipway.line.upgrade.plan.Upgrade.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a program in the place of the line's own. */
class StepsTest {
    private static final Upgrade BEGUN = Upgrade.begin(
            new Point("v0.1.0", "0.1.0+aaaaaaaaa", "aaa", "main", Set.of()),
            new Point("v0.2.0", "0.2.0+bbbbbbbbb", "bbb", null, Set.of()),
            true,
            null);

    private static final String POM = """
            <version>0.2.0</version>
            <maven.compiler.release>17</maven.compiler.release>
            """;

    @TempDir
    Path root;

    private final StringWriter output = new StringWriter();

    @Test
    void keepWhatIsBuiltWhileAnotherBackupIsUnderWay() throws IOException {
        assertThat(backUp(75)).isEqualTo(UpgradeRun.STOPPED);
        assertThat(file().read()).hasValueSatisfying(left -> {
            assertThat(left.phase()).isEqualTo(Phase.BACKUP);
            assertThat(left.why()).startsWith("Another backup, proof or restoration is still under way.");
        });
        assertThat(built()).exists();
    }

    @Test
    void discardWhatIsBuiltWithoutABackup() throws IOException {
        assertThat(backUp(1)).isEqualTo(UpgradeRun.FAILED);
        assertThat(file().read()).isEmpty();
        assertThat(built()).doesNotExist();
        assertThat(output.toString()).contains("There is no backup.");
    }

    /** A sign-in on this machine is kept where nobody looks then. */
    @Test
    void askTheGateAsTheLineItself() throws IOException {
        stub("cli", """
                printf '%s %s\\n' "$1" "$XDG_STATE_HOME" >>calls
                if [ "$1" = gate ]; then exit 3; fi
                """);
        assertThat(run(Phase.GATE)).isEqualTo(UpgradeRun.FAILED);
        Path nobody = root.resolve("state/agent/nobody");
        assertThat(Files.readAllLines(root.resolve("calls"))).containsExactly("release " + nobody, "gate " + nobody);
    }

    /** By its number alone, it is no earlier version. */
    @Test
    void askTheGateForAnEarlierCommitAsForARollback() throws IOException {
        Upgrade earlier = toAnEarlierCommit();
        stub("cli", """
                echo "$*" >>calls
                if [ "$1" = gate ]; then exit 3; fi
                """);
        assertThat(run(earlier.in(Phase.GATE))).isEqualTo(UpgradeRun.FAILED);
        Upgrade later = Upgrade.begin(earlier.to(), earlier.from(), true, null);
        assertThat(run(later.in(Phase.GATE))).isEqualTo(UpgradeRun.FAILED);
        assertThat(Files.readAllLines(root.resolve("calls")))
                .filteredOn(call -> call.startsWith("gate "))
                .satisfiesExactly(
                        back -> assertThat(back).endsWith(" --json --rollback"),
                        forth -> assertThat(forth).endsWith(" --json"));
    }

    /** Such as while Keycloak restarts. */
    @ParameterizedTest
    @ValueSource(strings = {"release", "gate"})
    void keepWhatIsBuiltWithoutAnAnswer(String verb) throws IOException {
        stub("cli", "[ \"$1\" != " + verb + " ]\n");
        assertThat(run(Phase.GATE)).isEqualTo(UpgradeRun.STOPPED);
        assertThat(file().read())
                .hasValueSatisfying(left -> assertThat(left.phase()).isEqualTo(Phase.GATE));
        assertThat(built()).exists();
    }

    /** Another attempt would take the same build. */
    @Test
    void endsWhereTheReleaseIsAnotherArchive() throws IOException {
        stub("cli", """
                echo '{"state":"refused","artifactDigest":"sha256:aa","expectedDigest":"sha256:bb"}'
                exit 1
                """);
        assertThat(run(Phase.GATE)).isEqualTo(UpgradeRun.FAILED);
        assertThat(file().read()).isEmpty();
        assertThat(built()).doesNotExist();
        assertThat(output.toString())
                .contains("The build of v0.2.0 is another archive than the one on record for it.")
                .contains("JAVA_HOME", "./slipway rollback 0.2.0+bbbbbbbbb");
    }

    /** Without a state, it has refused nothing. */
    @Test
    void keepsWhatIsBuiltWhereTheReleaseIsNotRefused() throws IOException {
        stub("cli", """
                echo '{"artifactDigest":"sha256:aa","expectedDigest":"sha256:bb"}'
                exit 1
                """);
        assertThat(run(Phase.GATE)).isEqualTo(UpgradeRun.STOPPED);
        assertThat(built()).exists();
    }

    /** Beside which {@code up} could not deploy. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void stopsWhereSomebodyElseHasAsked(int code) throws IOException {
        stub("cli", """
                case $1 in
                  gate) echo '{"actor":"alice","reasons":[]}' && exit %d ;;
                  whoami) echo '{"name":"service-account-pipeline"}' ;;
                esac
                """.formatted(code));
        assertThat(run(Phase.GATE)).isEqualTo(UpgradeRun.STOPPED);
        assertThat(file().read()).hasValueSatisfying(left -> {
            assertThat(left.phase()).isEqualTo(Phase.GATE);
            assertThat(left.why()).startsWith("The request that alice made for it is open.");
        });
        assertThat(built()).exists();
    }

    /** Which has no tag. */
    @Test
    void tellsTheWayBackToACommit() throws IOException {
        stub("cli", "exit 0\n");
        Upgrade upgrade = toAnEarlierCommit();
        assertThat(run(upgrade.in(Phase.PROBE))).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString())
                .contains("v0.2.0 runs." + System.lineSeparator()
                        + "To go back to the previous version: git checkout main, then ./slipway up"
                        + System.lineSeparator());
        Point from = upgrade.from();
        Point detached = new Point(from.name(), from.version(), from.commit(), null, Set.of());
        assertThat(run(Upgrade.begin(detached, upgrade.to(), true, null).in(Phase.PROBE)))
                .isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString()).contains("git checkout " + from.commit() + ", then ./slipway up");
        Upgrade fromTag = Upgrade.begin(upgrade.to(), from, true, null);
        assertThat(run(fromTag.in(Phase.PROBE))).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString()).contains("./slipway upgrade v0.2.0" + System.lineSeparator());
    }

    /** Such as by a commit while the gate waited. */
    @Test
    void tellsTheCommitOfABranchThatHasMoved() throws IOException {
        stub("cli", "exit 0\n");
        Upgrade upgrade = toAnEarlierCommit();
        new GitRepository(root).commit("Change httpd.conf again");
        assertThat(run(upgrade.in(Phase.PROBE))).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString())
                .contains("git checkout " + upgrade.from().commit() + ", then ./slipway up" + System.lineSeparator());
    }

    /** It is done, whatever cannot be said about it. */
    @Test
    void endsWellWhereTheWayBackIsUnknown() throws IOException {
        stub("cli", "exit 0\n");
        Point from = new Point("0.2.0 (aaaaaaaaa)", "0.2.0+aaaaaaaaa", "a".repeat(40), "main", Set.of());
        Point to = new Point("v0.3.0", "0.3.0+bbbbbbbbb", "b".repeat(40), null, Set.of());
        assertThat(run(Upgrade.begin(from, to, true, null).in(Phase.PROBE))).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString()).contains("v0.3.0 runs.", "How to go back is not known: ");
    }

    /** {@code up} does not check whether the databases are of a later version. */
    @Test
    void tellsNoWayBackToACommitWhereThereMayBeNone() throws IOException {
        stub("cli", "exit 0\n");
        Files.writeString(root.resolve("pom.xml"), POM);
        GitRepository git = new GitRepository(root);
        Point from = new Point("0.2.0 (aaaaaaaaa)", "0.2.0+aaaaaaaaa", git.commit("Own"), "main", Set.of());
        String migration = "V2__contract_x.sql";
        Point to = new Point("v0.3.0", "0.3.0+bbbbbbbbb", git.commit("v0.3.0"), null, Set.of(migration));
        assertThat(run(Upgrade.begin(from, to, true, null).in(Phase.PROBE))).isEqualTo(UpgradeRun.DONE);
        assertThat(output.toString())
                .contains("v0.3.0 runs.", migration + " may have run." + System.lineSeparator())
                .doesNotContain("git checkout", "then ./slipway up", "--back");
    }

    /** It holds the line's lock until what it has stopped runs again. */
    @Test
    void awaitsTheUpOfAKilledUpgrade() throws IOException {
        Path lock = Files.createDirectories(root.resolve("state/run")).resolve("lock");
        stub("up", "flock -n state/run/lock true\n");
        Process killed = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo held; cat").start();
        try (BufferedReader said = killed.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("held");
            CompletableFuture<Boolean> released = CompletableFuture.supplyAsync(() -> {
                boolean isAwaited =
                        new Pace().await(Duration.ofMinutes(1), Duration.ofMillis(10), () -> isAwaited(lock));
                endInput(killed);
                return isAwaited;
            });
            assertThatCode(() -> steps().carryOut(BEGUN.in(Phase.UP))).doesNotThrowAnyException();
            assertThat(released.join()).as("it was awaited").isTrue();
        } finally {
            killed.destroy();
        }
    }

    private static boolean isAwaited(Path lock) {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().arguments().stream())
                .map(Arrays::asList)
                .anyMatch(words -> words.contains("--wait") && words.contains(lock.toString()));
    }

    private static void endInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int backUp(int code) throws IOException {
        stub("local", "exit " + code + "\n");
        return run(Phase.BACKUP);
    }

    /** From a commit of the branch {@code main} that no version has, to the version before it. */
    private Upgrade toAnEarlierCommit() throws IOException {
        GitRepository git = new GitRepository(root);
        String tagged = git.commit("v0.2.0");
        String head = git.commit("Change httpd.conf");
        return Upgrade.begin(
                new Point("0.2.0 (aaaaaaaaa)", "0.2.0+aaaaaaaaa", head, "main", Set.of()),
                new Point("v0.2.0", "0.2.0+bbbbbbbbb", tagged, null, Set.of()),
                true,
                null);
    }

    private void stub(String name, String script) throws IOException {
        Path program = Files.createDirectories(root.resolve("line/bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(Phase phase) throws IOException {
        return run(BEGUN.in(phase));
    }

    private int run(Upgrade upgrade) throws IOException {
        Files.createDirectories(built());
        return new UpgradeRun(
                        file(),
                        steps(),
                        new FactCollector(settings(), new Repository(root), System.getProperty("java.home")),
                        artifacts(),
                        new Console(new PrintWriter(output), false))
                .run(upgrade);
    }

    private Steps steps() throws IOException {
        return new Steps(settings(), new Repository(root), artifacts());
    }

    /** Of a line whose PostgreSQL does not answer. */
    private Settings settings() throws IOException {
        return Settings.of(Map.of(
                "SLIPWAY_STATE", root.resolve("state").toString(),
                "SLIPWAY_ROOT", root.toString(),
                "SLIPWAY_DB_PASSWORD", "none",
                "SLIPWAY_POSTGRES_PASSWORD", "none",
                "SLIPWAY_POSTGRES_PORT", "1",
                "SLIPWAY_BACKUP_TO", ""));
    }

    private Artifacts artifacts() {
        return new Artifacts(root, aside());
    }

    private UpgradeFile file() {
        return new UpgradeFile(aside().resolve("upgrade.json"));
    }

    private Path built() {
        return aside().resolve("new");
    }

    private Path aside() {
        return root.resolve("upgrade");
    }
}
