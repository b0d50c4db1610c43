package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Agent;
import dev.slipway.line.local.Local;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The commands of Slipway's that README.md, CONTRIBUTING.md and the handbook show have verbs and options that are there. In a listing, they
 * are complete, too; in a sentence, they may be named without what they need.
 */
class DocumentedCommandsTest {
    /** Maven runs a module's tests in its folder. */
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern DELIMITER = Pattern.compile("----|```\\w*");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\n *");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#\\s.*$");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");

    /** The launcher, by {@code ./slipway}, or the program that runs on any machine. */
    private static final Pattern CALL =
            Pattern.compile("(?<![\\w./~-])((?:~/slipway/|\\./)?slipway(?:\\.jar)?) (?=[a-z])");

    /** What the launcher's last {@code case} knows. */
    private static final Pattern LAUNCHED = Pattern.compile("^ {2}([a-z]+(?: \\| [a-z]+)*)\\)", Pattern.MULTILINE);

    private static final Pattern USAGE = Pattern.compile("<<'?USAGE'?\n(.*?)\nUSAGE\n", Pattern.DOTALL);

    private static final Set<String> LAUNCHED_VERBS = launched();
    private static final CommandLine LOCAL = Local.line();

    @TempDir
    static Path folder;

    private static CommandLine program;

    @BeforeAll
    static void make() {
        program = Main.line(new Called.From(folder).cli(), "");
    }

    static List<String> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(CHECKOUT.resolve("web-static/src/docs/asciidoc"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md"),
                            pages.filter(page -> page.toString().endsWith(".adoc"))
                                    .map(page -> CHECKOUT.relativize(page).toString())
                                    .sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areThere(String document) {
        assertThat(shown(read(document)).stream()
                        .map(DocumentedCommandsTest::problem)
                        .flatMap(Optional::stream))
                .isEmpty();
    }

    @Test
    void areFoundInListingsAndInSentences() {
        assertThat(shown("""
                        `./slipway up` and `docker compose exec line slipway totp`: slipway is no command here.

                        ----
                        SLIPWAY_TOKEN=$(./slipway token) ./mvnw package   # after slipway login
                        slipway freeze production "Black Friday" \\
                          --until 2026-11-28T06:00 < /dev/null
                        ----
                        """))
                .containsExactly(
                        new Shown("./slipway", List.of("up"), false),
                        new Shown("./slipway", List.of("totp"), false),
                        new Shown("./slipway", List.of("token"), true),
                        new Shown(
                                "slipway",
                                List.of("freeze", "production", "Black Friday", "--until", "2026-11-28T06:00"),
                                true));
        assertThat(shown(read("README.md"))).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./slipway depoly",
                "./slipway up --demonstration",
                "./slipway up sideways",
                "./slipway bootstrap",
                "./slipway rollback --ofline",
                "./slipway backup keys",
                "./slipway services rename shop",
                "slipway pipeline shop",
                "slipway config show shop",
                "slipway deploy --servce shop",
                "slipway promote",
                "slipway unfreeze production Black Friday"
            })
    void areFoundWrong(String command) {
        assertThat(shown("----\n" + command + "\n----\n"))
                .singleElement()
                .satisfies(shown -> assertThat(problem(shown)).isPresent());
    }

    private static String read(String file) {
        try {
            return Files.readString(CHECKOUT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Shown> shown(String text) {
        List<Shown> shown = new ArrayList<>();
        boolean isListing = false;
        for (String line : CONTINUED.matcher(text).replaceAll("").lines().toList()) {
            if (DELIMITER.matcher(line).matches()) {
                isListing = !isListing;
            } else if (isListing) {
                shown.addAll(calls(COMMENT.matcher(line).replaceFirst(""), true));
            } else {
                INLINE.matcher(line).results().forEach(span -> shown.addAll(calls(span.group(1), false)));
            }
        }
        return shown;
    }

    private static List<Shown> calls(String line, boolean isTyped) {
        return CALL.matcher(line)
                .results()
                .map(call -> new Shown(caller(line, call), words(line.substring(call.end())), isTyped))
                .toList();
    }

    /** In the containers of a line, it is the launcher that is called {@code slipway}. */
    private static String caller(String line, MatchResult call) {
        boolean isLauncher =
                call.group(1).contains("/") || line.substring(0, call.start()).contains("docker compose");
        return isLauncher ? "./slipway" : "slipway";
    }

    /** As a shell splits it, up to the end of this command. */
    private static List<String> words(String rest) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char c : (rest + ";").toCharArray()) {
            boolean isEnd = quote == 0 && ";|&()<>".indexOf(c) >= 0;
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
            } else if (isEnd || quote == 0 && Character.isWhitespace(c)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
            if (isEnd) {
                break;
            }
        }
        return words;
    }

    /** What is wrong with a command; empty if one of the programs behind it takes it. */
    private static Optional<String> problem(Shown shown) {
        String verb = shown.words().get(0);
        boolean isOfTheLine = !program.getSubcommands().containsKey(verb);
        // A sentence may speak of a verb of the line's machine as it is called in containers, too.
        if (shown.caller().equals("slipway") && (shown.isTyped() || !isOfTheLine)) {
            return problemOfProgram(program, shown);
        }
        if (!LAUNCHED_VERBS.contains(verb)) {
            return Optional.of("./slipway has no verb " + verb);
        }
        if (verb.equals("rollback") && shown.words().contains("--offline")) {
            return problemOfProgram(new CommandLine(Agent.class), shown);
        }
        if (isOfTheLine && LOCAL.getSubcommands().containsKey(verb)) {
            return problemOfProgram(LOCAL, shown);
        }
        if (isOfTheLine) {
            return problemOfScript(shown);
        }
        // Without a service, status and logs are about the line.
        return problemOfProgram(program, shown)
                .filter(problem -> problemOfScript(shown).isPresent());
    }

    private static Set<String> launched() {
        return LAUNCHED.matcher(read("slipway"))
                .results()
                .flatMap(line -> Stream.of(line.group(1).split(" \\| ")))
                .collect(Collectors.toSet());
    }

    private static Optional<String> problemOfProgram(CommandLine program, Shown shown) {
        CommandLine verb = program;
        List<String> rest = shown.words();
        for (CommandLine next = sub(verb, rest); next != null; next = sub(verb, rest)) {
            verb = next;
            rest = rest.subList(1, rest.size());
        }
        boolean hasOtherVerb = !verb.getSubcommands().isEmpty()
                && !rest.isEmpty()
                && !rest.get(0).startsWith("-")
                && !rest.get(0).equals("list");
        if (verb == program || hasOtherVerb) {
            return Optional.of(shown + ": unknown verb " + rest);
        }
        Set<String> options = verb.getCommandSpec().optionsMap().keySet();
        List<String> unknown = rest.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(option -> !options.contains(option))
                .toList();
        if (!unknown.isEmpty()) {
            return Optional.of(shown + ": unknown options " + unknown);
        }
        return shown.isTyped() ? incomplete(program, shown) : Optional.empty();
    }

    private static @Nullable CommandLine sub(CommandLine verb, List<String> words) {
        return words.isEmpty() ? null : verb.getSubcommands().get(words.get(0));
    }

    private static Optional<String> incomplete(CommandLine program, Shown shown) {
        try {
            program.parseArgs(shown.words().toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(shown + ": " + e.getMessage());
        }
    }

    /** By the help of a verb that is a script. What follows an option may be its value; Maven's are for Maven to know. */
    private static Optional<String> problemOfScript(Shown shown) {
        String file = "line/bin/" + shown.words().get(0);
        Matcher usage = USAGE.matcher(Files.exists(CHECKOUT.resolve(file)) ? read(file) : "");
        if (!usage.find()) {
            return Optional.of(shown + ": no usage in " + file);
        }
        String before = "";
        for (String word : shown.words()) {
            String name = word.replaceFirst("=.*", "");
            boolean isValue = before.startsWith("-") && !word.startsWith("-");
            boolean isOfMaven = word.startsWith("-D") && usage.group(1).contains("[MAVEN ARGUMENTS]");
            boolean isExplained = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                    .matcher(usage.group(1))
                    .find();
            if (!isValue && !isOfMaven && !isExplained) {
                return Optional.of(shown + ": the help does not have " + name);
            }
            before = word;
        }
        return Optional.empty();
    }

    /**
     * A command in a document.
     *
     * @param caller {@code ./slipway}, the launcher, or {@code slipway}, the program that runs on any machine
     * @param words the verb, and what follows it
     * @param isTyped whether it is in a listing, to be typed like that
     */
    private record Shown(String caller, List<String> words, boolean isTyped) {
        @Override
        public String toString() {
            return caller + " " + String.join(" ", words);
        }
    }
}
