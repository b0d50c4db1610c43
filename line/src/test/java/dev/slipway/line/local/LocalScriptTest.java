package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which classes {@code line/bin/local} starts its program, and when it keeps them. */
class LocalScriptTest extends ScriptScene {
    private static final String CLASSES = "line/target/local-25.jsa";
    private static final String READS = "-XX:SharedArchiveFile=";
    private static final String KEEPS = "-XX:ArchiveClassesAtExit=";
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @BeforeEach
    void make() throws IOException {
        checkout.copy("bin/local");
        end(0);
        for (String file : List.of("agent/b.jar", "agent/a.jar", "line.jar")) {
            checkout.write("line/target/" + file, "");
            checkout.modified("line/target/" + file, Instant.EPOCH);
        }
        checkout.modified("line/target/agent", Instant.EPOCH);
    }

    /** The program writes down its arguments, keeps classes where it is told to, and ends with this code. */
    private void end(int code) throws IOException {
        checkout.stubJdk("""
                echo "$*" >>"$SLIPWAY_STATE/words"
                echo $JAVA_TOOL_OPTIONS $_JAVA_OPTIONS >>"$SLIPWAY_STATE/options"
                for word; do
                  case $word in -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}" ;; esac
                done
                exit %d
                """.formatted(code));
    }

    @Test
    void readsTheClassesThatAreNewerThanItsJars() throws Exception {
        checkout.write(CLASSES, "classes");
        assertThat(call("users")).isZero();
        String target = folder + "/line/target/";
        assertThat(words())
                .contains(READS + checkout.file(CLASSES) + " ")
                .doesNotContain(KEEPS)
                .endsWith(" -cp " + target + "line.jar:" + target + "agent/a.jar:" + target
                        + "agent/b.jar dev.slipway.line.local.Local users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line.jar", "agent/a.jar", "agent"})
    void readsNoneThatAreOlder(String file) throws Exception {
        checkout.write(CLASSES, "classes");
        checkout.modified("line/target/" + file, LATER);
        assertThat(call("users")).isZero();
        assertThat(words()).doesNotContain(READS, KEEPS);
    }

    @Test
    void keepsThemWhereItIsAskedTo() throws Exception {
        assertThat(keep()).isZero();
        assertThat(words()).contains(KEEPS).doesNotContain(READS);
        assertThat(checkout.file(CLASSES)).hasContent("classes");
        assertThat(halfWritten()).isEmpty();
        assertThat(call("users")).isZero();
        assertThat(words()).contains(READS);
    }

    /** That one could not read them, and would never have any of its own. */
    @Test
    void keepsOthersForAnotherBuildOfJava() throws Exception {
        checkout.write("line/target/local.jsa", "of an earlier release");
        assertThat(keep()).isZero();
        assertThat(checkout.file("line/target/local.jsa")).doesNotExist();
        checkout.write(
                "jdk/release",
                "IMPLEMENTOR=\"Debian\"\nJAVA_RUNTIME_VERSION=\"25.0.1+8-1\"\nJAVA_VERSION=\"25.0.1\"\n");
        assertThat(call("users")).isZero();
        assertThat(words()).doesNotContain(READS, KEEPS);
        assertThat(keep()).isZero();
        assertThat(checkout.file("line/target/local-25.0.1+8-1.jsa")).hasContent("classes");
        assertThat(checkout.file(CLASSES)).doesNotExist();
    }

    /** As where a certificate is about to end: the classes are the same. */
    @Test
    void keepsThemAlsoOfWhatFails() throws Exception {
        end(1);
        assertThat(keep()).isEqualTo(1);
        assertThat(words()).contains(KEEPS);
        assertThat(checkout.file(CLASSES)).hasContent("classes");
        assertThat(halfWritten()).isEmpty();
    }

    @Test
    void keepsNoneOfWhatIsKilled() throws Exception {
        end(137);
        assertThat(keep()).isEqualTo(137);
        assertThat(words()).contains(KEEPS);
        assertThat(checkout.file(CLASSES)).doesNotExist();
        assertThat(halfWritten()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"certs", "backup"})
    void keepsNoneForAPersonWhoWaits(String verb) throws Exception {
        assertThat(call(verb)).isZero();
        assertThat(words()).doesNotContain(READS, KEEPS);
    }

    /** With two collectors, a JVM does not start. */
    @Test
    void givesTheProgramNoOtherHeapOrCollector() throws Exception {
        Map<String, String> variables = Map.of(
                "JAVA_TOOL_OPTIONS", "-XX:+UseG1GC -Xmx64m -Da=b",
                "_JAVA_OPTIONS", "-XX:InitialHeapSize=32m -XX:MaxHeapSize=64m -Dc=d -XX:+UseZGC");
        assertThat(call("users", variables)).isZero();
        assertThat(checkout.lines("options")).containsExactly("-Da=b -Dc=d");
    }

    private List<Path> halfWritten() throws IOException {
        try (Stream<Path> files = Files.list(checkout.file("line/target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes."))
                    .toList();
        }
    }

    /** The arguments of the last program. */
    private String words() throws IOException {
        return checkout.lastLine("words");
    }

    private int call(String verb) throws IOException, InterruptedException {
        return call(verb, Map.of());
    }

    /** As {@code up} does at its end. */
    private int keep() throws IOException, InterruptedException {
        return call("certs", Map.of("SLIPWAY_KEEP_CLASSES", "yes"));
    }

    private int call(String verb, Map<String, String> variables) throws IOException, InterruptedException {
        return checkout.run(variables, "line/bin/local", verb).code();
    }
}
