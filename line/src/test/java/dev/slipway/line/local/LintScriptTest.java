package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When Maven checks the scripts of the checkout, and when it knows that they have passed. */
class LintScriptTest extends ScriptScene {
    private static final String SCRIPT = ".ci/lint";
    private static final String CHECKED = "one";

    /** Told its version apart from what it checks. */
    private static final String PROGRAM = """
            if [ "$*" = --version ]; then echo 1; exit; fi
            echo checked >>"$SLIPWAY_STATE/checks"
            """;

    @BeforeEach
    void make() throws IOException {
        checkout.write(SCRIPT, Files.readString(Path.of("..", SCRIPT)));
        checkout.stub(".ci/install", "");
        checkout.write(".shellcheckrc", "source-path=SCRIPTDIR\n");
        checkout.stub(CHECKED, "echo one\n");
        checkout.stub("programs/git", "printf 'one\\0'\n");
        checkout.stub("programs/shellcheck", PROGRAM);
        checkout.stub("programs/shfmt", "");
    }

    private Ended lint() throws Exception {
        return checkout.run(Map.of(), SCRIPT, checkout.file("cache").toString());
    }

    private List<String> checks() throws IOException {
        return checkout.lines("checks");
    }

    @Test
    void doesNotCheckAgainWhatHasPassed() throws Exception {
        assertThat(lint().expect(0).output()).doesNotContain("skipped");
        assertThat(lint().expect(0).output()).contains("skipped, as the same scripts have passed before");
        assertThat(checks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECKED, ".shellcheckrc", SCRIPT})
    void checksWhereAnInputIsAnother(String input) throws Exception {
        lint().expect(0);
        checkout.append(input, "# another\n");
        lint().expect(0);
        assertThat(checks()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shellcheck", "shfmt"})
    void checksByAnotherVersion(String program) throws Exception {
        lint().expect(0);
        checkout.stub("programs/" + program, "if [ \"$*\" = --version ]; then echo 2; exit; fi\n" + PROGRAM);
        lint().expect(0);
        assertThat(checks()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shellcheck", "shfmt"})
    void checksAgainWhatHasFailed(String program) throws Exception {
        checkout.stub("programs/" + program, "[ \"$*\" = --version ] || exit 1\n");
        lint().expect(1);
        lint().expect(1);
    }

    @Test
    void checksEachTimeWithoutAFolderToRememberIn() throws Exception {
        checkout.run(Map.of(), SCRIPT).expect(0);
        checkout.run(Map.of(), SCRIPT).expect(0);
        assertThat(checks()).hasSize(2);
    }

    @Test
    void passesWhereItCannotRemember() throws Exception {
        checkout.write("cache", "a file");
        lint().expect(0);
        lint().expect(0);
        assertThat(checks()).hasSize(2);
    }

    @Test
    void remembersTheNewestFew() throws Exception {
        for (int i = 0; i < 7; i++) {
            checkout.append(CHECKED, "# " + i + "\n");
            lint().expect(0);
        }
        try (Stream<Path> kept = Files.list(checkout.file("cache"))) {
            assertThat(kept).hasSize(5);
        }
        lint().expect(0);
        assertThat(checks()).hasSize(7);
    }
}
