package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Wars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A checkout of several versions, with a line of its own.
 *
 * @param folder where it is
 */
record Clone(Path folder) {
    /** Copies the files of this checkout, as they are, to {@code $to}: a line of bash. */
    static final String COPY = """
            git ls-files -z --cached --others --exclude-standard | while IFS= read -rd '' file; do \
              if [[ -e $file || -L $file ]]; then printf '%s\\0' "$file"; fi; \
            done | xargs -0 cp -a --parents -t "$to\"""";

    /** Ends it by force when it has said this, one pattern after the other, and sees to it that it was there to be ended. */
    private static final String KILLED = """
            coproc run { exec ./slipway $SLIPWAY_TEST_WORDS 2>&1; }
            pid=$run_PID
            while IFS= read -r pattern; do
              line=
              until [[ $line =~ $pattern ]]; do
                IFS= read -r line <&"${run[0]}" || exit 1
                echo "$line"
              done
            done <<<"$SLIPWAY_TEST_SAID"
            kill -KILL "$pid" && echo killed
            # It holds the lock until it is gone, which takes its time on a busy machine.
            wait "$pid" 2>/dev/null || true
            """;

    Path state() {
        return folder.resolve(".slipway");
    }

    Line line() {
        return Line.in(state());
    }

    /** {@code ./slipway …} of the clone, for its line. */
    Command slipway(String words) {
        return bash("exec ./slipway " + words);
    }

    /**
     * {@code ./slipway …} of the clone, which is killed on its way.
     *
     * @param said what it says until then: patterns of Bash, each for a line after the one before
     */
    Command killed(String words, String... said) {
        return bash(KILLED).with("SLIPWAY_TEST_WORDS", words).with("SLIPWAY_TEST_SAID", String.join("\n", said));
    }

    /** A line of bash in the clone, for its line. */
    Command bash(String script) {
        return Command.bash("cd \"$SLIPWAY_TEST\" && unset SLIPWAY_STATE && " + script)
                .with("SLIPWAY_TEST", folder.toString());
    }

    /** Deploys version 1 of a service. */
    void deploy(String service, WebArchive archive) throws IOException {
        // Not in the clone, where an upgrade would find it.
        Path war = Files.createTempFile(service, ".war");
        try {
            Files.write(war, Wars.bytes(archive));
            slipway("deploy " + war + " --service " + service + " --version 1")
                    .run()
                    .expectSuccess();
        } finally {
            Files.delete(war);
        }
    }

    /** The version of the ledger that is live. */
    String live() {
        String said = String.join("\n", output("exec ./slipway status slipway --json"));
        return said.replaceAll("(?s).*?\"version\" *: *\"([^\"]*)\".*", "$1");
    }

    /** The tag that is checked out. */
    String head() {
        return output("git describe --tags --exact-match").get(0);
    }

    /** What a line of bash prints, which has to succeed. */
    List<String> output(String script) {
        return bash(script).run().expectSuccess().output();
    }

    /** Takes the line, what it has stored, and the checkout away. */
    void remove() {
        slipway("uninstall --data --yes").run().expectSuccess();
        assertThat(state()).doesNotExist();
        Command.bash("rm -rf \"$SLIPWAY_TEST\"")
                .with("SLIPWAY_TEST", folder.toString())
                .run()
                .expectSuccess();
    }
}
