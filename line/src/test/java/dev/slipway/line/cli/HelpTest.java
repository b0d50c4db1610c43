package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    private static final List<String> VERBS = List.of(
            "login",
            "logout",
            "whoami",
            "token",
            "deploy",
            "rollback",
            "promote",
            "status",
            "release",
            "gate",
            "freeze",
            "unfreeze",
            "probe",
            "sync",
            "environments",
            "services",
            "config",
            "notify",
            "audit",
            "verify",
            "completion");

    @TempDir
    Path folder;

    static Stream<String> verbs() {
        return VERBS.stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbExplainsItselfAndItsExitCodes(String verb) {
        Called called = new Called.From(folder).call(verb, "--help");
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .contains("Usage: slipway " + verb)
                .contains("Exit codes:\n  0   ")
                .contains("\n  2   usage error\n");
        assertThat(called.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "apply", "show", "history", "remove"})
    void theVerbsOfServicesExplainThemselves(String verb) {
        Called called = new Called.From(folder).call("services", verb, "--help");
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .contains("Usage: slipway services " + verb)
                .contains("Exit codes:\n  0   ")
                .contains("\n  2   usage error\n");
        assertThat(new Called.From(folder).call("services", "--help").out()).contains("\n  " + verb + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "list", "diff", "history", "unset"})
    void theVerbsOfConfigExplainThemselves(String verb) {
        Called called = new Called.From(folder).call("config", verb, "--help");
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .contains("Usage: slipway config " + verb)
                .contains("Exit codes:\n  0   ")
                .contains("\n  2   usage error\n");
        assertThat(new Called.From(folder).call("config", "--help").out()).contains("\n  " + verb + " ");
    }

    /** What several verbs take, they take by one mixin. */
    @ParameterizedTest
    @CsvSource({
        "--environment, 'deploy rollback gate probe sync'",
        "--lock-wait, 'deploy rollback promote sync'",
        "--wait, 'deploy rollback promote'",
        "--comment, 'deploy rollback promote'",
        "--file, 'gate probe'",
        "--digest, 'gate probe'"
    })
    void theSameOptionIsExplainedTheSame(String option, String verbs) {
        String[] all = verbs.split(" ");
        assertThat(explained(all[0], option)).isNotEmpty();
        assertThat(all).allSatisfy(verb -> assertThat(explained(verb, option)).isEqualTo(explained(all[0], option)));
    }

    /** What a verb's help says of an option, however its columns are set. */
    private String explained(String verb, String option) {
        String help = new Called.From(folder).call(verb, "--help").out();
        return Pattern.compile("^ +" + option + "=.*(\\n {20,}\\S.*)*", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(found -> found.group().strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining());
    }

    @Test
    void helpListsEveryVerb() {
        Called called = new Called.From(folder).call("--help");
        assertThat(called.code()).isZero();
        assertThat(VERBS).allSatisfy(verb -> assertThat(called.out()).contains("\n  " + verb + " "));
        assertThat(called.out()).doesNotContain("Exit codes");
    }

    @Test
    void completionKnowsVerbsAndOptions() {
        Called called = new Called.From(folder).call("completion", "zsh");
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .contains("bashcompinit")
                .contains("--lock-wait")
                .contains("--no-wait")
                .contains("whoami");
    }

    /** Where it knows nothing else, as of FILE. */
    @Test
    void completionLeavesFileNamesToTheShell() {
        assertThat(new Called.From(folder).call("completion", "bash").out())
                .contains("complete -F _complete_slipway -o default slipway")
                .doesNotContain("compopt +o");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            depoy                                            | unknown verb 'depoy'; available: login,
            gate                                             | gate needs --service NAME and --version VERSION
            gate --service                                   | --service NAME needs a value
            gate --service a --service b                     | --service NAME is given twice
            gate --service a --version 1 --wait soon         | --wait 'soon' is not a time; examples: 90s, 30m, 2h
            gate --service a --version 1 --file a --digest b | gate takes --file or --digest, not both
            gate --service a --version 1 --digest b          | --digest 'b' is not a digest: sha256: and 64 of 0-9 and a-f
            gate --service a --version 1 --environment A     | --environment 'A' is not a name: 1 to 63
            deploy --bogus                                   | deploy: unknown option '--bogus'
            deploy a.war b.war --service a                   | deploy: unexpected argument 'b.war'
            deploy a.war                                     | no service given: pass --service NAME
            deploy                                           | no FILE given: which is the archive of slipway?
            deploy a.war --service A                         | --service 'A' is not a name: 1 to 63
            deploy a.war --service a --version -             | --version '-' is not a version: 1 to 64
            deploy a.war --service a --commit abc            | --commit 'abc' is not a full commit: 40 digits
            deploy a.war --service a --context shop          | --context 'shop' is not a path of at most 100
            deploy a.war --service a --probe-wait 11m        | --probe-wait '11m' is not between 1s and 10m
            rollback 1 2                                     | rollback: unexpected argument '2'
            promote                                          | promote needs SERVICE
            promote shop --to Production                     | --to 'Production' is not a name: 1 to 63
            freeze production                                | freeze needs --until TIME and NAME
            freeze production Fair                           | freeze needs --until TIME
            unfreeze                                         | unfreeze needs ENVIRONMENT
            rollback ?                                       | VERSION '?' is not a version: 1 to 64
            release a.war --service a --version 1 --source x | --source 'x' is not an http or https address
            release a.war --service a --version 1 --commit x | --commit 'x' is not a commit: 7 to 64
            status                                           | status needs SERVICE
            services rename                                  | services: unknown verb 'rename'
            services add                                     | services add needs NAME
            services add Shop                                | NAME 'Shop' is not a name: 1 to 63
            services add shop --environment staging=9        | --environment 'staging=9' is neither NAME nor NAME=WORKERS
            services add shop --probe health                 | --probe 'health' is not a path of at most 200
            services apply                                   | services apply needs FILE
            services show shop --yml                         | services show: unknown option '--yml'
            services show shop --yaml --json                 | --yaml and --json cannot be combined
            services add shop --show --json                  | --show and --json cannot be combined
            config                                           | config needs one of set, list, diff, history, unset
            config show shop                                 | config: unknown verb 'show'
            config set                                       | config set needs SERVICE
            config set shop                                  | config set needs NAME=VALUE or --secret NAME
            config set shop FEATURE_X                        | 'FEATURE_X' is not NAME=VALUE
            config set shop A-B=1                            | NAME 'A-B' is no name: 1 to 128 of letters, digits and _
            config set shop PATH=/tmp                        | NAME 'PATH' is a name of the system's own
            config set shop JAVA_OPTS=-Da=b                  | NAME 'JAVA_OPTS' is a name of the system's own; a system property
            config set shop A=1 A=2                          | A is given twice
            config set shop --secret A --secret A            | A is given twice
            config set shop A=1 --secret A                   | A is given twice
            config set shop --secret LD_PRELOAD              | --secret 'LD_PRELOAD' is a name of the system's own
            config unset shop                                | config unset needs NAME
            config unset shop A-B                            | NAME 'A-B' is no name: 1 to 128 of letters, digits and _
            config list shop --version -1                    | --version '-1' is not the number of a version
            config diff shop staging                         | config diff needs two environments, or --from N [--to M]
            config diff shop                                 | config diff needs two environments, or --from N [--to M]
            completion fish                                  | SHELL 'fish' is neither bash nor zsh
            login http://mywebapp.example.org                | URL 'http://mywebapp.example.org' is not https
            whoami                                           | no ledger given: run slipway login URL, pass --server
            whoami --server ://                              | --server '://' is not an address such as
            """)
    void saysWhichPartIsWrongAndWhatWouldBeRight(String line, String message) {
        Called called = new Called.From(folder).call(line.split(" +"));
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err())
                .startsWith("slipway: " + message)
                .containsPattern("\nSee: slipway( [a-z]+)* --help\n$");
        assertThat(called.out()).isEmpty();
    }
}
