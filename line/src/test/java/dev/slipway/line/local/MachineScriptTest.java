package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.line.doctor.machine.DiskSpace;
import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code up} wants of the machine before it begins. */
class MachineScriptTest extends ScriptScene {
    private static final String SCRIPTS = """
            . "$SLIPWAY_ROOT/line/lib/common"
            for script in jobs machine state build; do . "$SLIPWAY_ROOT/line/lib/$script"; done
            """;

    private static final String INSTALL = "-o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends a-package";

    /** That package is missing. */
    private static final String LACKING = "package_of=([no-such-program]=a-package); install_packages";

    @BeforeEach
    void make() throws IOException {
        checkout.stubJdk("");
        checkout.stubSetpriv();
    }

    /** How many megabytes are free in the checkout, and in the state folder. */
    private void free(int checkoutMegabytes, int stateMegabytes) throws IOException {
        checkout.stub("programs/df", """
                echo Avail
                case $* in *"$SLIPWAY_STATE") echo %d ;; *) echo %d ;; esac
                """.formatted(stateMegabytes * 1024, checkoutMegabytes * 1024));
    }

    @Test
    void needsRoomForABuildOnlyWhereItBuilds() throws Exception {
        free(1000, 5000);
        assertThat(call("check_machine yes").output()).contains("Only 1000 MB are free in " + folder + ".");
        call("check_machine no").expect(0);
    }

    /** {@code up} builds where the doctor finds nothing wrong. */
    @Test
    void needsAsMuchRoomForABuildAsTheDoctorSays() throws Exception {
        free((int) DiskSpace.NEEDED_BY_BUILD - 1, 5000);
        assertThat(call("check_machine yes").expect(1).output())
                .contains("Slipway needs " + DiskSpace.NEEDED_BY_BUILD + " MB there");
        free((int) DiskSpace.NEEDED_BY_BUILD, 5000);
        call("check_machine yes").expect(0);
    }

    @Test
    void sumsUpWhatIsNeededOnOneFileSystem() throws Exception {
        String folders = "lacking 2048 3000 / /srv/line 1024 3000 %s '/data/the state'";
        assertThat(call(folders.formatted("/")).output()).isEqualTo("3072 3000 /srv/line and /data/the state\n");
        assertThat(call(folders.formatted("/data")).expect(0).output()).isEmpty();
        assertThat(call("lacking 0 50 / /srv/line 1024 1000 /data /data/line").output())
                .isEqualTo("100 50 /srv/line\n");
        assertThat(call("lacking 0 100 / /srv/line 0 100 / /data/line")
                        .expect(0)
                        .output())
                .as("a line that only restarts")
                .isEmpty();
    }

    /** On a disk that each of them alone would find large enough. */
    @Test
    void wantsRoomForABuildAndANewDatabase() throws Exception {
        String make = "make_users() { :; }; check_jdk() { fail 'There is room.'; }; make_state yes";
        int together = (int) (DiskSpace.NEEDED_BY_BUILD + DiskSpace.NEEDED_BY_DATABASE);
        free(together - 1, together - 1);
        assertThat(call(make).output())
                .contains(
                        "Only " + (together - 1) + " MB are free in " + folder + " and "
                                + checkout.state().toRealPath() + ".",
                        "Slipway needs " + together + " MB there");
        free(together, together);
        assertThat(call(make).output()).contains("There is room.");
    }

    /** Of a first build: its disk may be another than the checkout's. */
    @Test
    void wantsRoomForWhatMavenDownloads() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        String needs = "HOME=$SLIPWAY_ROOT/home; build_needs";
        String disks = "df() { if [[ $2 == \"$HOME\"* ]]; then echo /home; else echo /; fi; }; ";
        assertThat(call(disks + needs).output().lines())
                .containsExactly(folder.toString(), "2048", home.toString(), "1200");
        assertThat(call("df() { echo /; }; " + needs).output().lines()).containsExactly(folder.toString(), "2048");
        Files.createDirectories(home.resolve(".m2/repository/org/wildfly"));
        assertThat(call(disks + needs).output().lines()).containsExactly(folder.toString(), "2048");
    }

    /** Each stands for something else in what some program of the line reads its path from. */
    @Test
    void refusesPathsThatItsProgramsCannotTake() throws Exception {
        free(5000, 5000);
        for (String character : new String[] {"[", "]", ":", "%", "'", "\"", "\\", ",", "=", "#", "?", "\n"}) {
            String path = "/srv/a" + character + "line";
            String named = character.replace("\n", "a line break") + " in the path " + path + ". Rename that folder";
            for (String variable : new String[] {"SLIPWAY_ROOT", "SLIPWAY_STATE"}) {
                String check = SCRIPTS + variable + "=$OTHER; check_machine no";
                Ended refused = checkout.run(Map.of("OTHER", path), "-c", check);
                assertThat(refused.expect(1).output()).contains("The line's programs cannot take " + named);
            }
        }
        // The shell's own writing: not each locale of a test's JVM has these letters.
        call("SLIPWAY_STATE=$'/srv/\\u00d6l und \\u65e5\\u672c_1.0-a+b@c&d'; check_machine no")
                .expect(0);
    }

    /** On its first start, the state folder may be on another disk, and is not there yet for {@code check_machine}. */
    @Test
    void wantsRoomForANewDatabase() throws Exception {
        free(5000, 1023);
        String make = "make_users() { :; }; check_jdk() { fail 'There is room.'; }; make_state";
        assertThat(call(make).output())
                .contains("Only 1023 MB are free in " + checkout.state().toRealPath() + ".");
        checkout.write("state/postgresql/data/PG_VERSION", "18");
        assertThat(call(make).output()).contains("There is room.");
    }

    /** As beside another line. */
    @Test
    void namesAllPortsThatAreTakenAtOnce() throws Exception {
        String ports = """
                may_bind() { :; }
                ports() { printf '%s 127.0.0.1\\n' 'A_PORT 8080' 'B_PORT 9990' 'C_PORT 5432' 'B_PORT 10190'; }
                answers() { [[ $1 != 5432 ]]; }
                listening_program() { if [[ $1 == 8080 ]]; then echo 'by nginx (process 7)'; fi; }
                check_ports
                """;
        assertThat(call(ports).expect(1).output().lines().map(String::strip))
                .containsExactly(
                        "✗ Port 8080 is taken by nginx (process 7)",
                        "✗ Port 9990 is taken",
                        "✗ Port 10190 is taken",
                        "slipway: Ports are taken. Stop what holds them, or choose others: A_PORT=9080 B_PORT=10990"
                                + " ./slipway up");
        call("answers() { return 1; }; ports() { echo A_PORT 8080 127.0.0.1; }; check_ports")
                .expect(0);
    }

    /** Whatever keeps it from going on: the next one finds all of it there. */
    @Test
    void keepsWhatItInstalledAndMadeAlsoWhereThereIsNoRoom() throws Exception {
        free(5000, 1023);
        Ended begun = call("make_users() { made=(slipway-db); }; installed=(a-package); make_state");
        assertThat(begun.expect(1).output()).contains("Only 1023 MB are free in ");
        assertThat(checkout.lines("packages")).containsExactly("a-package");
        assertThat(checkout.lines("users")).containsExactly("slipway-db");
    }

    @Test
    void waitsForAnotherAptGet() throws Exception {
        install("");
        assertThat(checkout.lines("asked")).containsExactly("update -q", INSTALL);
    }

    /** Its timeout is not for that lock. */
    @Test
    void waitsForAnotherAptGetThatHasTheLists() throws Exception {
        install("""
                if [ "$(wc -l <"$SLIPWAY_STATE/asked")" -eq 1 ]; then
                  echo 'E: Could not get lock /var/lib/apt/lists/lock.' >&2
                  exit 100
                fi
                """);
        assertThat(checkout.lines("asked")).containsExactly("update -q", "update -q", INSTALL);
    }

    /** As where one of several sources does not answer. */
    @Test
    void installsByTheListsThatAreThere() throws Exception {
        install("[ \"$1\" != update ] || exit 100\n");
        assertThat(checkout.lines("asked")).containsExactly("update -q", INSTALL);
    }

    /** A package, by an {@code apt-get} that writes down its arguments, and then ends as this says. */
    private void install(String end) throws Exception {
        checkout.stub("programs/sudo", "case $1 in -v) ;; -n) exit 1 ;; *) exec \"$@\" ;; esac\n");
        checkout.stub("programs/apt-get", "echo \"$*\" >>\"$SLIPWAY_STATE/asked\"\n" + end);
        call(LACKING).expect(0);
    }

    /** Those of a cloud, whose user has none: each command is allowed without, and {@code -v} asks all the same. */
    @Test
    void asksForNoPasswordWhereCommandsNeedNone() throws Exception {
        assumeThat((Integer) Files.getAttribute(folder, "unix:uid")).isNotZero();
        checkout.stub("programs/sudo", "[ \"$1\" != -v ] || exit 1\n[ \"$1\" != -n ] || shift\nexec \"$@\"\n");
        checkout.stub("programs/apt-get", "echo \"$*\" >>\"$SLIPWAY_STATE/asked\"\n");
        call(LACKING).expect(0);
        assertThat(checkout.lines("asked")).containsExactly("update -q", INSTALL);
    }

    @Test
    void saysWhatToDoWhereSudoRefuses() throws Exception {
        assumeThat((Integer) Files.getAttribute(folder, "unix:uid")).isNotZero();
        checkout.stub("programs/sudo", "exit 1\n");
        checkout.stub("programs/apt-get", "");
        Ended refused = call(LACKING);
        assertThat(refused.expect(1).output())
                .endsWith("slipway: sudo refuses. Run as root: apt-get install --no-install-recommends a-package\n");
    }

    @Test
    void findsTheJdkBehindAShim() throws Exception {
        checkout.stub(
                "programs/java",
                "[ \"$*\" != '-XshowSettings:properties -version' ] ||"
                        + " printf 'Property settings:\\n    java.home = %s/jdk\\n' \"$SLIPWAY_ROOT\" >&2\n");
        assertThat(call("unset JAVA_HOME; java_home").output()).isEqualTo(folder + "/jdk\n");
    }

    /** One of a version is not in each release of Debian. */
    @Test
    void namesAPackageThatDebianHas() throws Exception {
        Files.delete(checkout.file("jdk/bin/javac"));
        assertThat(call("java_home").expect(1).output()).endsWith(": apt-get install default-jdk-headless\n");
    }

    /** The ledger's workers take the images' Java where the machine has it, and the one that somebody chose before that. */
    @Test
    void findsTheJavaOfTheLedger() throws Exception {
        for (String java : new String[] {"21", "25", "26"}) {
            Path home = Files.createDirectories(folder.resolve("jvm/java-" + java));
            Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + java + ".0.1\"\n");
            checkout.stub("jvm/java-" + java + "/bin/java", "");
        }
        String found = "as() { \"${@:2}\"; }; ledger_java_home \"$SLIPWAY_ROOT/jvm\"";
        assertThat(call(found).output()).isEqualTo(folder + "/jvm/java-25\n");
        assertThat(call("SLIPWAY_LEDGER_JAVA_HOME=/opt/java; " + found).output())
                .isEqualTo("/opt/java\n");
        assertThat(call("java_home() { echo all; }; as() { false; }; ledger_java_home \"$SLIPWAY_ROOT/jvm\"")
                        .output())
                .isEqualTo("all\n");
    }

    @Test
    void wantsAJavaForTheLedgerThatIsOne() throws Exception {
        assertThat(call("SLIPWAY_LEDGER_JAVA_HOME=$SLIPWAY_ROOT/none; check_settings")
                        .expect(1)
                        .output())
                .contains("SLIPWAY_LEDGER_JAVA_HOME '" + folder + "/none' is not the folder of a JDK or JRE");
    }

    /** As on another machine, where the line was restored. */
    @Test
    void saysHowToDoWithoutAJavaForTheLedgerThatIsGone() throws Exception {
        checkout.write("state/settings", "SLIPWAY_LEDGER_JAVA_HOME=" + folder + "/none\n");
        assertThat(call("check_settings").expect(1).output())
                .endsWith(", or none for the default: SLIPWAY_LEDGER_JAVA_HOME= ./slipway up\n");
        checkout.run(Map.of("SLIPWAY_LEDGER_JAVA_HOME", ""), "-c", SCRIPTS + "check_settings")
                .expect(0);
    }

    /** As one in root's home, which only the servers would find out, after the build. */
    @Test
    void wantsAJdkThatTheServersUsersMayRun() throws Exception {
        Ended begun = call("make_users() { :; }; has_room() { :; }; JAVA_HOME=$SLIPWAY_ROOT/none; make_state");
        assertThat(begun.expect(1).output())
                .contains("The servers' users may not run " + folder + "/none/bin/java.", "Set JAVA_HOME to a JDK");
        assertThat(checkout.state().resolve("run")).doesNotExist();
    }

    private Ended call(String commands) throws IOException, InterruptedException {
        return checkout.run(Map.of(), "-c", SCRIPTS + commands);
    }
}
