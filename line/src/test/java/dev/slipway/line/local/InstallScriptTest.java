package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which browser {@code .ci/install} installs for the tests, and where it takes another one. */
class InstallScriptTest extends ScriptScene {
    private static final String SCRIPT = ".ci/install";
    private static final String PACKAGE = "chromium-headless-shell";
    private static final Path TESTS_BROWSER = Path.of("../ear/src/test/java/dev/slipway/line/browser/Chromium.java");
    private static final Pattern EXECUTABLE = Pattern.compile("\"/usr/bin/([^\"]+)\"");

    @BeforeEach
    void make() throws IOException {
        checkout.write(
                SCRIPT, Files.readString(Path.of("..", SCRIPT)).replaceAll("(?<=[( ])/usr/bin/", browsers() + "/"));
        checkout.stub("programs/sudo", "exec \"$@\"\n");
        checkout.stub("programs/apt-get", "echo \"$*\" >>\"$SLIPWAY_STATE/asked\"\n");
        checkout.stub("programs/apt-cache", "");
    }

    @Test
    void takesEachBrowserThatTheTestsLookFor() throws Exception {
        List<String> executables = EXECUTABLE
                .matcher(Files.readString(TESTS_BROWSER))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(executables).contains(PACKAGE);
        for (String executable : executables) {
            checkout.stub("browsers/" + executable, "");
            assertThat(install()).as(executable).isEqualTo(new Ended(0, ""));
            Files.delete(browsers().resolve(executable));
        }
        assertThat(checkout.lines("asked")).isEmpty();
    }

    @Test
    void installsDebiansWhereThereIsNone() throws Exception {
        install().expect(0);
        assertThat(checkout.lines("asked"))
                .containsExactly("update -q", "install -q -y --no-install-recommends " + PACKAGE);
    }

    /** As on Ubuntu, whose Chromium is a snap. */
    @Test
    void saysWhichBrowserToInstallWhereAptHasNone() throws Exception {
        checkout.stub("programs/apt-cache", "exit 100\n");
        assertThat(install().expect(1).output())
                .contains("Install Google Chrome or Debian's Chromium", browsers() + "/google-chrome");
        assertThat(checkout.lines("asked")).containsExactly("update -q");
    }

    private Path browsers() {
        return folder.resolve("browsers");
    }

    private Ended install() throws IOException, InterruptedException {
        return checkout.run(Map.of(), SCRIPT, PACKAGE);
    }
}
