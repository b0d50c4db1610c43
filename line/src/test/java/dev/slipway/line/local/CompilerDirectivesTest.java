package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workers' JVMs leave to their first compiler. */
class CompilerDirectivesTest {
    private static final Path EAR = Path.of("../ear");
    private static final String CONFIGURATION = "standalone/configuration/";
    private static final Pattern NAMED =
            Pattern.compile("exclude_from_c2 compiler \"\\$home/" + CONFIGURATION + "([a-z.-]+)\"\n");

    /** What of the directives names classes and methods. */
    private static final Pattern NAMES = Pattern.compile("\"([^\"]+)\"");

    @TempDir
    Path folder;

    private static Path directives(String script) throws IOException {
        Matcher named = NAMED.matcher(Files.readString(EAR.resolve("bin").resolve(script)));
        assertThat(named.find()).as(script).isTrue();
        return EAR.resolve("src/main/server").resolve(CONFIGURATION).resolve(named.group(1));
    }

    /** With a file that it cannot parse, no JVM starts. */
    @ParameterizedTest
    @ValueSource(strings = {"wildfly", "worker"})
    void areTakenByAJvm(String script) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:CompilerDirectivesFile=" + directives(script),
                        "-XX:CompileCommand=quiet",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).as(said).isZero();
    }

    /** What C2 leaves out is not inlined into what it compiles. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/sun/org/apache/",
                "org/antlr/",
                "org/hibernate/boot/internal/",
                "org/hibernate/query/",
                "org/jboss/as/ejb3/component/",
                "org/jboss/vfs/",
                "org/jboss/weld/bootstrap/api/",
                "sun/reflect/"
            })
    void ofServicesNameNothingThatAnApplicationDoesForARequest(String prefix) throws Exception {
        String text = Files.readString(directives("worker"));
        List<String> names =
                NAMES.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(names).isNotEmpty().noneMatch(name -> isAbout(name, prefix));
    }

    private static boolean isAbout(String name, String prefix) {
        int asterisk = name.indexOf('*');
        return asterisk < 0
                ? name.startsWith(prefix)
                : name.startsWith(prefix) || prefix.startsWith(name.substring(0, asterisk));
    }

    @Test
    void areNoneWhereTheServerHasNoSuchFile() throws Exception {
        Path file = Files.createFile(folder.resolve("some.directives"));
        assertThat(options(file))
                .isEqualTo("-XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile=" + file
                        + " -XX:CompileCommand=quiet");
        assertThat(options(folder.resolve("none.directives"))).isEmpty();
    }

    private String options(Path file) throws Exception {
        return Shell.run(
                folder,
                Map.of("SLIPWAY_IN_CONTAINERS", "yes"),
                ". line/lib/wildfly; exclude_from_c2 found '" + file + "'; echo \"${found[*]}\"");
    }
}
