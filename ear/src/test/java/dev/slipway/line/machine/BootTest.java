package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts the line with the machine, and what is left when all of it is taken away; without a line that runs. */
class BootTest {
    @TempDir
    Path folder;

    private Path state;

    @BeforeEach
    void pretend() throws IOException {
        // A name that systemd would read as something else.
        state = Files.createDirectories(folder.resolve("of \"us\" 100%h"));
        Files.writeString(state.resolve("settings"), "SLIPWAY_DOMAIN=example.org\n");
        Files.createDirectory(state.resolve("secrets"));
    }

    @Test
    void makesAUnitThatSystemdTakes() throws IOException {
        Command.Result printed =
                Command.slipway(state, "install", "--print").run().expectSuccess();
        String checkout = Line.checkout().toString();
        assertThat(printed.output())
                .contains(
                        "Description=Slipway, the delivery line of example.org",
                        "ExecStart=\"" + checkout + "/line/bin/boot\"",
                        "ExecStop=\"" + checkout + "/slipway\" down",
                        "User=" + System.getProperty("user.name"),
                        "WantedBy=multi-user.target");
        assertThat(printed.output())
                .anyMatch(line -> line.startsWith("Environment=\"JAVA_HOME=")
                        && line.endsWith("\"SLIPWAY_STATE=" + folder + "/of \\\"us\\\" 100%%h\""));
        Path unit = folder.resolve("slipway.service");
        Files.write(unit, printed.output());
        Command.Result verified = Command.bash(state, "systemd-analyze verify --man=no \"$SLIPWAY_TEST\"")
                .with("SLIPWAY_TEST", unit.toString())
                .with("SYSTEMD_UNIT_PATH", folder + ":")
                .run()
                .expectSuccess();
        assertThat(verified.output()).noneMatch(line -> line.contains("slipway"));
    }

    @Test
    void systemdWouldSayWhatIsWrongWithIt() throws IOException {
        List<String> lines = Command.slipway(state, "install", "--print").run().expectSuccess().output().stream()
                .map(line -> line.replace("Type=forking", "Type=once").replace("/slipway\" down", "/slipwey\" down"))
                .toList();
        Path unit = folder.resolve("slipway.service");
        Files.write(unit, lines);
        Command.Result verified = Command.bash(state, "systemd-analyze verify --man=no \"$SLIPWAY_TEST\"")
                .with("SLIPWAY_TEST", unit.toString())
                .with("SYSTEMD_UNIT_PATH", folder + ":")
                .run();
        assertThat(verified.output())
                .anyMatch(line -> line.contains("slipwey"))
                .anyMatch(line -> line.contains("once"));
    }

    @Test
    void wantsALineFirst() {
        Command.Result result =
                Command.slipway(folder.resolve("none"), "install", "--print").run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).anyMatch(line -> line.contains("./slipway up"));
        assertThat(Command.slipway(state, "install", "--name", "../x").run().code())
                .isEqualTo(2);
    }

    @Test
    void startsNoOtherLineWhereItsOwnIsGone() {
        Path gone = folder.resolve("gone");
        Command.Result result = Command.bash(gone, "line/bin/boot").run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("There is no line in " + gone, "./slipway install"));
        assertThat(gone).doesNotExist();
    }

    @Test
    void knowsItsUnitAfterItsFolderMoved() throws IOException {
        Path unit = folder.resolve("slipway.service");
        Files.write(
                unit,
                Command.slipway(state, "install", "--print")
                        .run()
                        .expectSuccess()
                        .output());
        Path second = Files.createDirectory(folder.resolve("second"));
        assertThat(units("own_unit", state)).containsExactly(unit.toString());
        assertThat(units("own_unit", second))
                .as("another line of this checkout")
                .isEmpty();
        assertThat(units("former_unit", second)).isEmpty();
        Path moved = Files.move(state, folder.resolve("moved"));
        assertThat(units("former_unit", moved)).containsExactly(unit.toString());
        assertThat(units("own_unit", second)).as("of a line that may come back").isEmpty();
        Files.writeString(unit, Files.readString(unit).replace("WorkingDirectory=", "WorkingDirectory=/other"));
        assertThat(units("former_unit", moved)).as("of another checkout").isEmpty();
    }

    private List<String> units(String which, Path line) {
        return Command.bash(line, ". line/lib/common && . line/lib/systemd && units=$SLIPWAY_TEST && " + which)
                .with("SLIPWAY_TEST", folder.toString())
                .run()
                .expectSuccess()
                .output();
    }

    @Test
    void keepsTheDataUntilItIsToldTwice() throws IOException {
        for (int time = 0; time < 2; time++) {
            Command.Result result = Command.slipway(state, "uninstall").run().expectSuccess();
            assertThat(result.output())
                    .contains("What is left:")
                    .anyMatch(line -> line.contains("./slipway uninstall --data"));
        }
        assertThat(Command.slipway(state, "uninstall", "--data").run().code())
                .as("nobody is there to be asked")
                .isEqualTo(1);
        assertThat(Command.slipway(state, "uninstall", "--yes").run().code()).isEqualTo(2);
        assertThat(state.resolve("settings")).exists();
        Path aside = Files.createDirectory(folder.resolve(state.getFileName() + ".before-20261129T100000Z"));
        for (int time = 0; time < 2; time++) {
            Command.Result result =
                    Command.slipway(state, "uninstall", "--data", "--yes").run().expectSuccess();
            assertThat(state).doesNotExist();
            assertThat(result.output())
                    .anyMatch(line ->
                            line.contains("restore has put aside") && line.contains(".before-20261129T100000Z"));
        }
        assertThat(aside).exists();
        assertThat(folder).isDirectory();
    }

    @Test
    void removesNoFolderThatIsNoLines() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("precious"), "");
        assertThat(Command.slipway(other, "uninstall", "--data", "--yes").run().code())
                .isEqualTo(1);
        assertThat(other.resolve("precious")).exists();
    }

    @Test
    void restoresNoLineToAMountPoint() throws IOException {
        Command.Result result = Command.slipway(state, "restore", "--built", "/none", "--key-file", "/none")
                .with("PATH", pathWith("mountpoint", 0))
                .run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("is a mount point", "SLIPWAY_STATE=" + state + "/line"));
    }

    /** Of a checkout that is not built: a build would take some minutes, and then it would be refused. */
    @Test
    void readsItsArgumentsBeforeItBuildsForARestoration() throws IOException {
        Path line = Files.createDirectories(folder.resolve("unbuilt/line"));
        for (String part : List.of("lib", "src")) {
            Files.createSymbolicLink(
                    line.resolve(part), Line.checkout().resolve("line").resolve(part));
        }
        assertThat(restore("--help").expectSuccess().output())
                .first()
                .asString()
                .startsWith("Usage: ./slipway restore");
        assertThat(restore("").code()).isEqualTo(2);
        assertThat(restore("/none --all").code()).isEqualTo(2);
        assertThat(restore("/none /other").code()).isEqualTo(2);
        assertThat(restore("--key-file").code()).isEqualTo(2);
        assertThat(restore("/none --key-file /no/key --at yesterday").output())
                .first()
                .asString()
                .contains("'yesterday' is not a time");
        assertThat(restore("/none --key-file /no/key --at=2026-11-27T02:30").code())
                .isEqualTo(2);
        assertThat(restore("/none --key-file /no/key --snapshot latest").code()).isEqualTo(2);
        assertThat(restore("/none --key-file /no/key --snapshot 1a2b --at 2026-11-27T02:30Z")
                        .code())
                .isEqualTo(2);
        for (String right : List.of("--at 2026-11-27T02:30:00.5+01:00", "--at=2026-11-27T02:30Z", "--snapshot=1a2b")) {
            assertThat(restore("/none --key-file /no/key " + right).output())
                    .singleElement()
                    .asString()
                    .contains("/no/key cannot be read");
        }
        assertThat(restore("/none").output()).singleElement().asString().contains("password is missing");
        assertThat(restore("/none --key-file=/no/key").output())
                .singleElement()
                .asString()
                .contains("/no/key cannot be read");
        Files.createFile(state.resolve("secrets/postgres-password"));
        assertThat(restore("/none --key-file /no/key").output())
                .singleElement()
                .asString()
                .contains("There is a line in");
        assertThat(restore("/none --replace --key-file /no/key").output())
                .singleElement()
                .asString()
                .contains("/no/key cannot be read");
    }

    private Command.Result restore(String words) {
        return Command.bash(state, "line/bin/restore " + words)
                .with("SLIPWAY_ROOT", folder.resolve("unbuilt").toString())
                .run();
    }

    @Test
    void restoresOneLineAtATimeAndNoneThatIsBeingStarted() throws IOException {
        String restore = " ./slipway restore --built /none --key-file /none";
        Command.Result second = Command.bash(state, "flock \"$SLIPWAY_STATE.restoring.lock\"" + restore)
                .run();
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.output())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Another ./slipway restore is running here"));
        Files.createDirectory(state.resolve("run"));
        Command.Result starting = Command.bash(state, "flock \"$SLIPWAY_STATE/run/lock\"" + restore)
                .run();
        assertThat(starting.code()).isEqualTo(1);
        assertThat(starting.output())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Another ./slipway is running on this line"));
        assertThat(Path.of(state + ".restoring.lock")).doesNotExist();
    }

    /** Whoever calls it may have opened another file there, such as a lock of their own. */
    @Test
    void takesNoOtherDescriptorForItsLock() throws IOException {
        Files.createDirectory(state.resolve("run"));
        Command.Result stopping = Command.bash(
                        state, "flock \"$SLIPWAY_STATE/run/lock\" ./slipway down 9>\"$SLIPWAY_STATE/other\"")
                .run();
        assertThat(stopping.code()).isEqualTo(1);
        assertThat(stopping.output())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Another ./slipway is running on this line"));
    }

    /** The link in the checkout may lead to another line. */
    @Test
    void namesNoOtherLineForAReset() throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.createSymbolicLink(checkout.resolve("line"), Line.checkout().resolve("line"));
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path link = checkout.resolve(".slipway");
        Files.createSymbolicLink(link, plain);
        assertThat(reset(checkout, plain)).endsWith(": rm -rf " + plain.toRealPath() + " " + link);
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(reset(checkout, other)).endsWith(": rm -rf " + other.toRealPath());
    }

    private static String reset(Path checkout, Path line) {
        List<String> said = Command.bash(line, "line/bin/down")
                .with("SLIPWAY_ROOT", checkout.toString())
                .run()
                .expectSuccess()
                .output();
        return said.get(said.size() - 1);
    }

    @Test
    void goesOnWithARemovalThatWasCutOff() throws IOException {
        Path workers = Files.createDirectories(state.resolve("groups/shop-production/workers"));
        Files.writeString(workers.resolve("shop-production-1"), "USER=slipway-none-1\n");
        Files.writeString(state.resolve("secrets/admin-password"), "secret");
        Command.Result cut = Command.slipway(state, "uninstall", "--data", "--yes")
                .with("PATH", pathWith("rmdir", 1))
                .run();
        assertThat(cut.code()).isEqualTo(1);
        assertThat(state.resolve("groups")).doesNotExist();
        assertThat(state.resolve("secrets")).isEmptyDirectory();
        Command.slipway(state, "uninstall", "--data", "--yes").run().expectSuccess();
        assertThat(state).doesNotExist();
    }

    /** It has no settings yet, and no secrets. */
    @Test
    void removesWhatARefusedUpHasLeft() throws IOException {
        Path refused = Files.createDirectory(folder.resolve("refused"));
        Files.writeString(refused.resolve("users"), "slipway-none-1\n");
        Files.writeString(refused.resolve("packages"), "none\n");
        for (String made : List.of("run", "logs", "postgresql", "secrets")) {
            Files.createDirectory(refused.resolve(made));
        }
        Command.slipway(refused, "uninstall", "--data", "--yes").run().expectSuccess();
        assertThat(refused).doesNotExist();
    }

    @Test
    void removesNoFolderOfSomebodyElse() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path precious =
                Files.writeString(Files.createDirectory(other.resolve("run")).resolve("precious"), "");
        assertThat(Command.slipway(other, "uninstall", "--data", "--yes").run().code())
                .isEqualTo(1);
        assertThat(precious).exists();
    }

    @Test
    void leavesAMountPointEmpty() throws IOException {
        for (int time = 0; time < 2; time++) {
            Command.slipway(state, "uninstall", "--data", "--yes")
                    .with("PATH", pathWith("mountpoint", 0))
                    .run()
                    .expectSuccess();
            assertThat(state).isEmptyDirectory();
        }
    }

    @Test
    void emptiesNoFileSystemThatIsMountedInside() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectory(state.resolve("archives")).resolve("precious"), "");
        Command.Result result = Command.slipway(state, "uninstall", "--data", "--yes")
                .with(
                        "PATH",
                        pathWith("findmnt", "printf '/\\n%s/archives\\n' \"$SLIPWAY_STATE\" | sed 's/ /\\\\x20/g'"))
                .run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(state + "/archives", "Unmount it first"));
        assertThat(precious).exists();
    }

    /** A program that only ends, in place of the system's. */
    private String pathWith(String program, int code) throws IOException {
        return pathWith(program, "exit " + code);
    }

    private String pathWith(String program, String script) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path stub = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs + ":" + System.getenv("PATH");
    }
}
