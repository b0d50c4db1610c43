package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code up} and the container {@code line} do once they have asked for their archive. */
class UpScriptTest extends ScriptScene {
    private static final int REFUSED = 3;
    private static final int WAITING = 4;
    private static final int REPLACED = 7;

    /** All of {@code up} that needs a machine; of a line that runs only where a file says so, with the settings in another one. */
    private static final String MACHINE = """

            check_machine() { :; }
            install_packages() { :; }
            make_state() { logs=$SLIPWAY_STATE/logs && mkdir -p "$logs"; }
            check_ports() { :; }
            say_changes() { :; }
            save_settings() { :; }
            supervisor_pid() { [[ -e $SLIPWAY_STATE/running ]]; }
            supervision() { echo 'these settings'; }
            in_state() { :; }
            start_supervisor() { :; }
            stop_line() { echo stopped >>"$SLIPWAY_STATE/stopped"; }
            start() { [[ ! -e $SLIPWAY_STATE/full ]]; }
            make_roles() { :; }
            has_ledger() { [[ ! -e $SLIPWAY_STATE/first ]]; }
            due_workers() { :; }
            start_workers() { :; }
            programs() { printf '%s\\n' keycloak agent; }
            team_programs() { :; }
            program() { :; }
            await() { :; }
            """;

    /** What builds; anything has changed only where a file says so. */
    private static final String BUILD = """

            touch_changed_sources() { echo touch >>"$SLIPWAY_STATE/order"; }
            needs_build() { echo ask >>"$SLIPWAY_STATE/order" && [[ -e $SLIPWAY_STATE/changed ]]; }
            check_machine() { echo "machine $1" >>"$SLIPWAY_STATE/order"; }
            make_users() { :; }
            has_built() { mkdir -p "$(dirname "$1")" && touch "$1"; }
            build_archive() { echo archive >>"$SLIPWAY_STATE/order" && has_built "$backing_stamp"; }
            """;

    /** Waits until this line is in that file of the state folder, and fails after a minute. */
    private static final String SEEN = """

            seen() {
              for look in {1..600}; do
                if grep -qsx "$1" "$SLIPWAY_STATE/$2"; then return; fi
                sleep 0.1
              done
              echo "not seen: $1"
              return 1
            }
            """;

    private static final List<String> PROGRAMS =
            List.of("postgresql", "keycloak", "httpd", "wildfly-1", "agent", "watcher");

    private Path done;

    @BeforeEach
    void make() throws IOException {
        done = folder.resolve("done");
        checkout.copy("bin/up");
        checkout.append("line/lib/turns", MACHINE);
        checkout.write(
                "line/bin/serve", Files.readString(Path.of("bin/serve")).replace("/tmp/slipway-done", done.toString()));
        // What `serve` waits for.
        checkout.append("line/lib/supervision", """

                status_of() { echo 401; }
                ledger_answers() { [[ ! -e $SLIPWAY_STATE/silent ]]; }
                """);
        checkout.stub("line/bin/prepare", "");
        checkout.stub("line/bin/local", "");
        // Where they are newer than the CLI and the local verbs, `up` leaves those alone.
        checkout.stubJdk("");
        checkout.write("line/target/slipway-25.jsa", "");
        checkout.write("line/target/local-25.jsa", "");
    }

    /** The agent's script ends with this code when it is to deploy. */
    private void answer(int code) throws IOException {
        checkout.stub("line/bin/agent", """
                case $1 in
                  deploy | put) echo '  … slipway 1.0 is asked for' ;;
                  has_put) exit 1 ;;
                  *) exit 0 ;;
                esac
                echo "$1" >>"$SLIPWAY_STATE/verbs"
                exit %d
                """.formatted(code));
    }

    @Test
    void bringsTheLineUpWithItsArchive() throws Exception {
        answer(0);
        assertThat(up(Map.of()).expect(0).output()).doesNotContain("another slipway.ear");
    }

    /** How much room it needs depends on whether it builds. */
    @Test
    void asksOnceWhetherToBuildAfterItTouchedTheChangedSources() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD);
        checkout.run(Map.of(), "line/bin/up", "--only-build").expect(0);
        checkout.run(Map.of(), "line/bin/up").expect(0);
        assertThat(checkout.lines("order")).containsExactly("touch", "ask", "machine no", "touch", "ask", "machine no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only-build", "--boot"})
    void buildsWhatIsNotBuilt(String option) throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD);
        checkout.write("state/changed", "");
        assertThat(checkout.run(Map.of(), "line/bin/up", option).expect(0).output())
                .containsSubsequence("✓ Building Keycloak", "✓ Building the archive");
        assertThat(checkout.lines("order")).containsExactly("touch", "ask", "machine yes", "archive");
    }

    @Test
    void preparesWhileItBuilds() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD);
        checkout.write("line/lib/seen", SEEN);
        checkout.stub("line/bin/prepare", "exec bash -c '. \"$SLIPWAY_ROOT/line/lib/seen\" && seen archive order'\n");
        checkout.write("state/changed", "");
        assertThat(checkout.run(Map.of(), "line/bin/up").expect(0).output())
                .containsSubsequence("✓ Secrets", "✓ Building Keycloak", "✓ Building the archive");
    }

    /** It would still write while the next one builds. */
    @Test
    void endsTheBuildWhereItCannotPrepare() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD + """

                build_archive() {
                  trap 'echo ended >>"$SLIPWAY_STATE/order"; exit 143' TERM
                  echo archive >>"$SLIPWAY_STATE/order"
                  sleep 60 &
                  wait
                }
                """);
        checkout.write("line/lib/seen", SEEN);
        checkout.stub("line/bin/prepare", """
                exec bash -c '. "$SLIPWAY_ROOT/line/lib/seen" && seen archive order && exit 1'
                """);
        checkout.write("state/changed", "");
        assertThat(checkout.run(Map.of(), "line/bin/up").expect(1).output()).contains("✗ Secrets");
        assertThat(checkout.lastLine("order")).isEqualTo("ended");
        assertThat(checkout.lines("stopped"))
                .as("what an earlier supervisor has left")
                .hasSize(1);
    }

    /** As soon as there is the verb for the realm. */
    @Test
    void makesRolesAndTheFirstRealmWhileItBuilds() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD + SEEN + """
                make_roles() { echo roles >>"$SLIPWAY_STATE/order"; }
                build_archive() {
                  has_built "$backing_stamp"
                  seen roles order
                  echo verbs >>"$SLIPWAY_STATE/order"
                  has_built "$line_stamp"
                  seen 'provision --first-reader' order
                }
                """);
        checkout.stub("line/bin/local", "echo \"$*\" >>\"$SLIPWAY_STATE/order\"\n");
        checkout.write("state/changed", "");
        checkout.write("state/first", "");
        checkout.write("line/target/.packaged", "of an earlier build");
        checkout.run(Map.of(), "line/bin/up").expect(0);
        assertThat(checkout.lines("order")).endsWith("roles", "verbs", "provision --first-reader", "users first");
    }

    @Test
    void makesNoRealmWhereTheBuildFailsBeforeItsVerbIsThere() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD + SEEN + """
                make_roles() { echo roles >>"$SLIPWAY_STATE/order"; }
                build_archive() {
                  has_built "$backing_stamp"
                  seen roles order
                  return 1
                }
                """);
        checkout.stub("line/bin/local", "echo \"$*\" >>\"$SLIPWAY_STATE/order\"\n");
        checkout.write("state/changed", "");
        checkout.write("state/first", "");
        assertThat(checkout.run(Map.of(), "line/bin/up").expect(1).output())
                .contains("Building the archive and its server: this failed")
                .endsWith("The line is down. ./slipway up starts it.\n");
        assertThat(checkout.lastLine("order")).isEqualTo("roles");
        assertThat(checkout.lines("stopped")).hasSize(2);
    }

    /** With other settings, all of it restarts: after the build, which takes minutes and may fail. */
    @Test
    void leavesARunningLineAloneUntilItIsBuilt() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD + """

                build_archive() {
                  has_built "$backing_stamp"
                  [[ ! -e $SLIPWAY_STATE/broken ]] && echo archive >>"$SLIPWAY_STATE/order"
                }
                save_settings() { echo settings >>"$SLIPWAY_STATE/order"; }
                """);
        checkout.write("state/changed", "");
        checkout.write("state/running", "");
        checkout.write("state/broken", "");
        checkout.run(Map.of(), "line/bin/up").expect(1);
        assertThat(checkout.lines("order")).doesNotContain("settings");
        assertThat(checkout.lines("stopped")).isEmpty();
        Files.delete(folder.resolve("state/broken"));
        Files.delete(folder.resolve("state/order"));
        checkout.run(Map.of(), "line/bin/up").expect(0);
        assertThat(checkout.lines("order")).containsSubsequence("archive", "settings");
    }

    /** An interruption before that leaves the line as it was, and so does what fails. */
    @Test
    void keepsOtherSettingsOnceTheLineIsAboutToRestart() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", """

                save_settings() { echo settings >>"$SLIPWAY_STATE/order"; }
                start_supervisor() { echo supervisor >>"$SLIPWAY_STATE/order"; }
                """);
        checkout.write("state/settings", "");
        checkout.write("state/running", "");
        checkout.stub("line/bin/prepare", "exit 1\n");
        assertThat(up(Map.of()).expect(1).output()).contains("✗ Secrets");
        assertThat(checkout.lines("order")).isEmpty();
        checkout.stub("line/bin/prepare", "echo prepare >>\"$SLIPWAY_STATE/order\"\n");
        up(Map.of()).expect(0);
        assertThat(checkout.lines("order")).containsExactly("prepare", "settings", "supervisor");
    }

    /** The next start needs no variables. */
    @Test
    void keepsTheFirstSettingsAtOnce() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", """

                save_settings() { echo settings >>"$SLIPWAY_STATE/order"; }
                """);
        checkout.stub("line/bin/prepare", "exit 1\n");
        up(Map.of()).expect(1);
        assertThat(checkout.lines("order")).containsExactly("settings");
    }

    @Test
    void buildsNothingWhereItIsToldSo() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", BUILD);
        checkout.write("state/changed", "");
        up(Map.of()).expect(0);
        assertThat(checkout.lines("order")).containsExactly("machine no");
    }

    /** Once the other workers answer; without the lock, which it may outlive. */
    @Test
    void leavesTheRollingRestartToItsVerb() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", """

                programs() { printf '%s\\n' keycloak wildfly-1 wildfly-2 wildfly-3 agent; }
                due_workers() { printf '%s\\n' wildfly-1 wildfly-3; }
                await() { echo "await $1" >>"$SLIPWAY_STATE/order"; }
                exec 9>"$SLIPWAY_STATE/lock"
                """);
        checkout.stub("line/bin/local", """
                echo "$*" >>"$SLIPWAY_STATE/order"
                if [ "$1" = roll ]; then
                  echo '  ! worker-1: a warning'
                  [ ! -e /proc/self/fd/9 ]
                fi
                """);
        assertThat(up(Map.of()).expect(0).output())
                .containsSubsequence("✓ A new server for each worker", "  ! worker-1: a warning\n");
        assertThat(checkout.lines("order")).startsWith("await wildfly-2", "roll wildfly-1 wildfly-3");
    }

    @Test
    void endsWhereAWorkerDoesNotStartWithItsNewServer() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", """

                due_workers() { echo wildfly-1; }
                """);
        checkout.stub("line/bin/local", "[ \"$1\" != roll ] || { echo 'worker-1 is not restarted' && exit 1; }\n");
        assertThat(up(Map.of()).expect(1).output())
                .contains("✗ A new server for each worker", "worker-1 is not restarted")
                .contains("The other workers keep their former server.");
    }

    /** It looks at the last one while it waits for the first. */
    @Test
    void asksAllProgramsAtOnceWhereThereIsALedger() throws Exception {
        answer(0);
        checkout.append("line/lib/turns", SEEN + """
                await() {
                  echo "$1" >>"$SLIPWAY_STATE/awaited"
                  seen keycloak awaited
                }
                """);
        assertThat(up(Map.of()).expect(0).output())
                .containsSubsequence("✓ agent answers", "✓ keycloak answers", "✓ Keycloak: the realm");
        assertThat(checkout.lines("awaited")).containsOnly("agent", "keycloak");
    }

    @Test
    void makesTheFirstRealmWhileTheServersStart() throws Exception {
        answer(0);
        checkout.write("state/first", "");
        checkout.stub("line/bin/local", "echo \"$*\" >>\"$SLIPWAY_STATE/order\"\n");
        checkout.append("line/lib/turns", SEEN + """
                await() { echo "await $1" >>"$SLIPWAY_STATE/order"; }
                start_workers() { seen 'provision --first-reader' order; }
                """);
        up(Map.of()).expect(0);
        assertThat(checkout.lines("order"))
                .startsWith("await keycloak", "provision --first-reader")
                .endsWith("users first");
    }

    @Test
    void addsTheFirstReaderWithTheFirstRealm() throws Exception {
        answer(0);
        checkout.write("state/first", "");
        checkout.stub("line/bin/local", """
                echo "$*" >>"$SLIPWAY_STATE/order"
                echo 'realm slipway: created'
                echo 'first reader: added'
                """);
        assertThat(up(Map.of()).expect(0).output())
                .containsSubsequence(
                        "✓ Deploying slipway.ear", "✓ Keycloak: the realm", "✓ The handbook's first reader");
        assertThat(checkout.lines("order")).containsExactly("provision --first-reader");
    }

    @Test
    void looksForTheReaderWhileItLooksAtTheRealmWhereThereIsALedger() throws Exception {
        answer(0);
        checkout.write("line/lib/seen", SEEN);
        checkout.stub("line/bin/local", """
                echo "$*" >>"$SLIPWAY_STATE/order"
                [ "$1" != provision ] || exec bash -c '. "$SLIPWAY_ROOT/line/lib/seen" && seen "users first" order'
                """);
        assertThat(up(Map.of()).expect(0).output())
                .containsSubsequence(
                        "✓ Keycloak: the realm", "✓ Deploying slipway.ear", "✓ The handbook's first reader");
        assertThat(checkout.lines("order")).containsExactlyInAnyOrder("provision", "users first");
    }

    /** Its table is made by the first ledger; the realm's job waits for that. */
    @Test
    void saysThatTheFirstDeploymentHasFailedWhereTheReaderIsStillAwaited() throws Exception {
        answer(1);
        checkout.write("state/first", "");
        checkout.write("line/lib/seen", SEEN);
        checkout.stub("line/bin/local", """
                echo "$*" >>"$SLIPWAY_STATE/order"
                exec bash -c '. "$SLIPWAY_ROOT/line/lib/seen" && seen a-table order'
                """);
        checkout.append("line/lib/turns", SEEN + "start_workers() { seen 'provision --first-reader' order; }\n");
        assertThat(up(Map.of()).expect(1).output())
                .contains("Deploying slipway.ear: this failed")
                .doesNotContain("Keycloak: the realm");
        assertThat(checkout.lines("order")).containsExactly("provision --first-reader");
    }

    @ParameterizedTest
    @ValueSource(ints = {REFUSED, WAITING, REPLACED})
    void leavesTheLineUpWithAnotherArchive(int code) throws Exception {
        answer(code);
        assertThat(up(Map.of()).expect(0).output()).endsWith("""
                          ! The line is up, but with another slipway.ear than that of this checkout:
                            … slipway 1.0 is asked for
                        """);
        assertThat(checkout.lines("stopped"))
                .as("what an earlier supervisor has left")
                .hasSize(1);
        assertThat(checkout.lines("verbs")).containsExactly("put");
    }

    /** It asked the gate before, and puts back what ran; that may be what somebody has rolled back. */
    @Test
    void tellsAnUpgradeThatTheGateKeepsItOut() throws Exception {
        answer(WAITING);
        up(Map.of("SLIPWAY_UPGRADING", "yes")).expect(1);
        assertThat(checkout.lines("verbs")).containsExactly("deploy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "silent"})
    void stopsWhatItStartedWhereTheArchiveFailsAndNoLedgerAnswers(String ledger) throws Exception {
        answer(1);
        checkout.write("state/" + ledger, "");
        assertThat(up(Map.of()).expect(1).output()).contains("Deploying slipway.ear: this failed");
        assertThat(checkout.lines("stopped")).hasSize(2);
    }

    @Test
    void leavesTheLineUpWhereTheArchiveFailsAndAnotherRuns() throws Exception {
        answer(1);
        assertThat(up(Map.of()).expect(1).output()).endsWith("""
                          ! The line is up, but deploying the slipway.ear of this checkout failed:
                            … slipway 1.0 is asked for
                        """);
        assertThat(checkout.lines("stopped"))
                .as("what an earlier supervisor has left")
                .hasSize(1);
    }

    @Test
    void stopsALineThatItRestartsForItsSettingsWhereThatFails() throws Exception {
        answer(0);
        checkout.write("state/running", "");
        checkout.write("state/run/supervision", "other settings\n");
        checkout.write("state/full", "");
        assertThat(up(Map.of()).expect(1).output()).endsWith("The line is down. ./slipway up starts it.\n");
        assertThat(checkout.lines("stopped")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"these settings", "other settings"})
    void leavesALineUpThatWasWhereOnlyTheArchiveFails(String settings) throws Exception {
        answer(1);
        checkout.write("state/running", "");
        checkout.write("state/run/supervision", settings + "\n");
        checkout.write("state/silent", "");
        assertThat(up(Map.of()).expect(1).output()).contains("Deploying slipway.ear: this failed");
        assertThat(checkout.lines("stopped")).isEmpty();
    }

    /** The upgrade asks its databases whether it may go back. */
    @Test
    void doesNotStopTheLineOfAnUpgrade() throws Exception {
        answer(0);
        checkout.write("state/running", "");
        checkout.write("state/run/supervision", "other settings\n");
        checkout.write("state/full", "");
        up(Map.of("SLIPWAY_UPGRADING", "yes")).expect(1);
        assertThat(checkout.lines("stopped")).isEmpty();
    }

    @Test
    void bootsWhereTheArchiveFailsAndAnotherRuns() throws Exception {
        answer(1);
        Ended up = checkout.run(Map.of(), "line/bin/up", "--built", "--boot").expect(0);
        assertThat(up.output()).contains("deploying the slipway.ear of this checkout failed");
    }

    /** One that does not come up takes nothing down that does: services need neither Keycloak nor the ledger. */
    @ParameterizedTest
    @ValueSource(strings = {"wildfly-1", "agent", "watcher", "keycloak"})
    void bootsWithoutAProgramThatDoesNotComeUp(String broken) throws Exception {
        answer(0);
        breaking(broken);
        checkout.append("line/lib/turns", """

                team_programs() { echo shop-production-1; }
                await_workers() { echo services >>"$SLIPWAY_STATE/order"; }
                workers_not_up() { :; }
                """);
        Ended up = boot().expect(8);
        assertThat(up.output())
                .contains("✗ " + broken + " answers", "See also: ./slipway logs " + broken, "All 1 of them are up")
                .doesNotContain("Deploying slipway.ear")
                .contains("! The line is up, but these have failed: " + broken + ".");
        assertThat(PROGRAMS)
                .filteredOn(name -> !name.equals(broken))
                .allSatisfy(name -> assertThat(up.output()).contains("✓ " + name + " answers"));
        assertThat(checkout.lines("order")).containsExactly("services");
        assertThat(checkout.lines("stopped"))
                .as("what an earlier supervisor has left")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "httpd"})
    void bootsNothingWithoutWhatAllOthersNeed(String broken) throws Exception {
        answer(0);
        breaking(broken);
        boot().expect(1);
        assertThat(checkout.lines("stopped")).hasSize(2);
    }

    @Test
    void stopsWhatItStartedByHandWhereAProgramDoesNotComeUp() throws Exception {
        answer(0);
        breaking("keycloak");
        up(Map.of()).expect(1);
        assertThat(checkout.lines("stopped")).hasSize(2);
    }

    @Test
    void bootsWhereTheArchiveFailsAndNoLedgerAnswers() throws Exception {
        answer(1);
        breaking("none");
        checkout.write("state/silent", "");
        assertThat(boot().expect(8).output())
                .contains("✗ Deploying slipway.ear", "these have failed: deploy.")
                .doesNotContain("another slipway.ear");
        assertThat(checkout.lines("stopped")).hasSize(1);
    }

    /** The machine shuts down while it boots. */
    @Test
    void stopsWhatABootHasStartedWhereThatIsInterrupted() throws Exception {
        answer(0);
        breaking("none");
        checkout.append("line/lib/turns", """

                make_realm() { kill -TERM $$ && sleep 10; }
                """);
        boot().expect(130);
        assertThat(checkout.lines("stopped")).hasSize(2);
    }

    /** All programs of a line, one of which never answers. */
    private void breaking(String name) throws IOException {
        checkout.append(
                "line/lib/turns",
                "\nprograms() { printf '%s\\n' " + String.join(" ", PROGRAMS) + "; }\nawait() { [[ $1 != " + name
                        + " ]]; }\n");
    }

    private Ended boot() throws IOException, InterruptedException {
        return checkout.run(Map.of(), "line/bin/up", "--built", "--boot");
    }

    /** It puts back what ran, also where that answers. */
    @Test
    void tellsAnUpgradeThatTheArchiveFails() throws Exception {
        answer(1);
        assertThat(up(Map.of("SLIPWAY_UPGRADING", "yes")).expect(1).output())
                .contains("Deploying slipway.ear: this failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, REFUSED, WAITING})
    void servesAlsoWhereTheGateKeepsTheImageOut(int code) throws Exception {
        answer(code);
        Ended serve = serve().expect(0);
        assertThat(done).exists();
        assertThat(serve.output().contains("another slipway.ear")).isEqualTo(code != 0);
    }

    @Test
    void servesWhatRunsWhereTheImageWasDeployedBefore() throws Exception {
        checkout.stub("line/bin/agent", "[ \"$1\" != deploy ]\n");
        serve().expect(0);
        assertThat(done).exists();
    }

    @Test
    void servesWhatRunsWhereTheArchiveFails() throws Exception {
        answer(1);
        Ended serve = serve().expect(0);
        assertThat(done).exists();
        assertThat(serve.output()).contains("deploying the slipway.ear of this image failed");
        assertThat(checkout.lines("verbs")).filteredOn("deploy"::equals).hasSize(3);
    }

    /** Such as while Keycloak is replaced, too. */
    @Test
    void triesTheArchiveAgainBeforeItServesAnother() throws Exception {
        checkout.stub("line/bin/agent", """
                case $1 in
                  has_put) exit 1 ;;
                  deploy) echo "$1" >>"$SLIPWAY_STATE/verbs" && [ "$(wc -l <"$SLIPWAY_STATE/verbs")" -gt 1 ] ;;
                esac
                """);
        Ended serve = serve().expect(0);
        assertThat(done).exists();
        assertThat(serve.output()).doesNotContain("failed", "another slipway.ear");
        assertThat(checkout.lines("verbs")).hasSize(2);
    }

    @Test
    void servesNothingWhereTheArchiveFailsAndNoLedgerAnswers() throws Exception {
        answer(1);
        checkout.write("state/silent", "");
        serve().expect(1);
        assertThat(done).doesNotExist();
    }

    /** The former line is aside then, the restored one beside. */
    @Test
    void makesNoNewLineWhereARestorationWasKilledBetweenItsRenames() throws Exception {
        answer(0);
        Path place = renamed(checkout.state());
        assertThat(up(Map.of()).expect(1).output())
                .contains(
                        place + " is missing",
                        "mv '" + place + ".restoring' '" + place + "'",
                        "mv '" + place + ".before-20261201T070000Z' '" + place + "'");
        assertThat(place).doesNotExist();
    }

    /** So that the same command can restore once more. */
    @Test
    void buildsWhereARestorationWasKilledBetweenItsRenames() throws Exception {
        checkout.append("line/lib/turns", """

                touch_changed_sources() { :; }
                needs_build() { return 1; }
                make_users() { :; }
                """);
        renamed(checkout.state());
        checkout.run(Map.of(), "line/bin/up", "--only-build").expect(0);
    }

    @Test
    void findsWhatALinkOfTheStateFolderLedTo() throws Exception {
        Path place = renamed(Files.createDirectory(folder.resolve("elsewhere")));
        Path link = Files.createSymbolicLink(folder.resolve("link"), place);
        assertThat(restored(link).expect(1).output()).contains("mv '" + place + ".restoring' '" + place + "'");
    }

    /** It changed nothing: without a state folder, there was none before. */
    @Test
    void makesANewLineWhereARestorationWasCutOffEarlier() throws Exception {
        Path place = renamed(checkout.state());
        Path work = Files.createDirectories(folder.resolve("state.restoring/backup/work"));
        restored(place).expect(0);
        Files.delete(work);
        restored(place).expect(1);
        Files.delete(folder.resolve("state.before-20261201T070000Z"));
        restored(place).expect(0);
    }

    @Test
    void makesNoNewLineWhereTheDiskOfALinkIsMissing() throws Exception {
        answer(0);
        Path disk = folder.resolve("disk");
        Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
        Map<String, String> linked = Map.of("SLIPWAY_STATE", link.toString());
        assertThat(up(linked).expect(1).output()).contains(link + " is a link to " + disk + ", which does not exist.");
        Files.createDirectories(disk.resolve("run"));
        up(linked).expect(0);
    }

    /** Puts a line aside as a restoration does, with a restored one beside; the real path that it had. */
    private Path renamed(Path state) throws IOException {
        Path place = state.toRealPath();
        Files.move(place, place.resolveSibling(place.getFileName() + ".before-20261201T070000Z"));
        Files.createDirectories(place.resolveSibling(place.getFileName() + ".restoring/postgresql/data"));
        return place;
    }

    private Ended restored(Path state) throws IOException, InterruptedException {
        return checkout.run(
                Map.of("SLIPWAY_STATE", state.toString()), "-c", ". line/lib/common; . line/lib/state; check_restored");
    }

    private Ended up(Map<String, String> variables) throws IOException, InterruptedException {
        return checkout.run(variables, "line/bin/up", "--built");
    }

    private Ended serve() throws IOException, InterruptedException {
        return checkout.run(Map.of("SLIPWAY_IN_CONTAINERS", "yes", "SLIPWAY_SERVE_RETRY", "0"), "line/bin/serve");
    }
}
