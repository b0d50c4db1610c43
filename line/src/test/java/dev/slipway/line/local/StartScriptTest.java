package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code up} starts supervisord with. */
class StartScriptTest extends ScriptScene {
    /** It starts programs with that for as long as it runs, and a link may lead to another JDK meanwhile. */
    @Test
    void givesItTheJdkThatALinkLeadsTo() throws Exception {
        checkout.copy("supervisord.conf");
        Path jdk = Files.createDirectory(folder.resolve("jdk-17"));
        Path link = Files.createSymbolicLink(folder.resolve("default-java"), jdk);
        Ended ended = checkout.run(
                Map.of("JAVA_HOME", link.toString()),
                "-c",
                ". line/lib/common; . line/lib/start; environment; supervision");
        assertThat(ended.expect(0).output().lines()).contains("JAVA_HOME=" + jdk.toRealPath());
        assertThat(ended.output()).as("what it compares").endsWith(" " + jdk.toRealPath() + "\n");
    }

    /** It holds three for each program: with the limit of most shells, it starts no more than 331. */
    @Test
    void givesItAsManyFilesAsItMayOpen() throws Exception {
        checkout.copy("supervisord.conf");
        checkout.write("state/run/lock", "");
        checkout.stub("programs/supervisord", "ulimit -Sn >\"$SLIPWAY_STATE/files\"\n");
        Ended ended = checkout.run(Map.of("JAVA_HOME", folder.toString()), "-c", """
                . line/lib/common
                . line/lib/start
                rpc() { :; }
                ulimit -Sn 256
                start_supervisor
                ulimit -Sn
                raise_file_limit
                ulimit -Sn
                """);
        List<String> files = ended.expect(0).output().lines().toList();
        assertThat(files).hasSize(2).startsWith("256");
        assertThat(checkout.lines("files")).containsExactly(files.get(1)).doesNotContain("256");
    }

    /** {@code await} reports a program that does not start. */
    @Test
    void goesOnWhereAProgramIsBeingStartedAlready() throws Exception {
        checkout.write("state/run/lock", "");
        Ended ended = checkout.run(Map.of(), "-c", """
                . line/lib/common
                . line/lib/start
                program() { echo "$2 $1"; }
                fingerprint() { echo "of $1"; }
                states() { echo 'agent BACKOFF'; }
                rpc() { echo "$2" >>"$SLIPWAY_STATE/called" && echo '<string>ALREADY_STARTED</string>' && return 1; }
                start agent wildfly-1
                """);
        assertThat(ended).isEqualTo(new Ended(0, """
                        install agent
                        agent: ALREADY_STARTED
                        install wildfly-1
                        wildfly-1: ALREADY_STARTED
                        """));
        assertThat(checkout.lines("called"))
                .containsExactly("<string>agent</string>", "<string>wildfly:wildfly-1</string>");
        assertThat(checkout.lines("run/wildfly-1.fingerprint")).containsExactly("of wildfly-1");
    }
}
