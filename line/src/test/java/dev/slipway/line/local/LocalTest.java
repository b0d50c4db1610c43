package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LocalTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int call(String words) {
        CommandLine line = Local.line();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users",
                "users list x",
                "users add",
                "users add a b",
                "users x",
                "bench 10",
                "bench --seconds 0",
                "bench --seconds 241",
                "bench --connections 0",
                "bench --connections many",
                "bench --workloads W6",
                "bench --workloads W3",
                "bench --fill 10",
                "bench --threshold 1",
                "certs x",
                "certs --json x",
                "doctor x",
                "doctor --json",
                "rotate",
                "rotate --all some-secret",
                "rotate --list --all",
                "rotate --everything"
            })
    void refusesWhatItCannotUnderstand(String words) {
        assertThat(call(words)).isEqualTo(2);
        assertThat(err.toString()).startsWith("slipway: ").contains("Usage: ./slipway ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline, Which service?",
        "pipeline shop --gitlab https://gitlab.example.org, go together",
        "pipeline shop --gitlab http://gitlab.example.org --project 20, not the https address"
    })
    void saysWhatIsWrongWithAPipelineAndMakesNothing(String words, String said) {
        assertThat(call(words)).isEqualTo(2);
        assertThat(err.toString().lines()).first().asString().contains(said);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void rephrasesUsageErrors() {
        call("users add --bogus x");
        assertThat(err.toString()).startsWith("slipway: users add: unknown option '--bogus'");
    }

    /** Of an upgrade, 1 says that what ran before was put back. */
    @Test
    void tellsAnUpgradeThatIsNotBegunFromOneThatFailed() {
        assertThat(call("upgrade --back")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users --help",
                "users add -h",
                "bench --help",
                "certs --help",
                "doctor --help",
                "pipeline --help",
                "recover -h",
                "rotate --help",
                "totp --help",
                "bootstrap --help"
            })
    void showsHelp(String words) {
        assertThat(call(words)).isZero();
        assertThat(out.toString())
                .contains("Usage: ./slipway " + words.split(" -", -1)[0])
                .contains("show this help");
    }

    @Test
    void showsHowToMakeSomebodyAdmin() {
        assertThat(call("recover --help")).isZero();
        assertThat(out.toString()).contains("[--password] [--admin]", "gives them the role admin");
    }

    /** {@code --all} again would also rotate once more what is complete. */
    @Test
    void saysWhatCompletesARotation() {
        assertThat(call("rotate --help")).isZero();
        assertThat(out.toString()).contains("  1   a rotation failed; if it had begun, --list names the command that");
    }

    /** The first {@code up} gives it. */
    @Test
    void knowsTheOptionForTheFirstReader() {
        assertThat(call("provision --first-reader --help")).isZero();
        assertThat(out.toString()).contains("Usage: provision").doesNotContain("--first-reader");
    }

    @Test
    void saysWhatIsWrongAndTheRemedy() {
        assertThat(call("users add ../x")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "slipway: '../x' is not a name. Use letters, digits, dot, hyphen and underscore, up to 63 of them.");
    }
}
