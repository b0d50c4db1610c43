package dev.slipway.line.worker;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an exception with all its causes comes down to, in the words of whoever deploys an archive. */
final class ExceptionWording {
    /** What an archive lacks whose definition gives it no messaging. */
    static final String BROKER = "no JMS broker";

    /** What an archive lacks whose definition gives it no database. */
    static final String DEFAULT_DATA_SOURCE = "no data source java:comp/DefaultDataSource";

    /** No line is looked at for longer: an application may say anything. */
    private static final int LONGEST_LINE = 4_000;

    private static final String CAUSED_BY = "Caused by: ";
    private static final Pattern ROOT = Pattern.compile("-host\\.(/[^ ]*)\\.UndertowDeploymentInfoService");
    private static final Pattern DESCRIPTOR = Pattern.compile("(?:Failed to parse (?:XML descriptor )?\"/content/[^/]*"
            + "|Error loading jboss-deployment-structure\\.xml from \\S*/content-[^/]*)/([^\"\\n]*)");
    private static final Pattern INJECTION =
            Pattern.compile("(WELD-\\d+: .*?) at injection point \\[\\w+\\] (.*?) at .*");
    private static final Pattern WELD = Pattern.compile("WELD-\\d+: ");
    private static final Pattern EXCEPTION = Pattern.compile("^(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error): ");
    private static final Pattern PACKAGE = Pattern.compile("^(?:[A-Za-z_$][\\w$]*\\.)++(?=[\\w$]*(Exception|Error): )");
    private static final Pattern FIRST_WORD = Pattern.compile("^\\S+: ");

    /** What the JDK and the driver throw. */
    private static final Pattern BARE = Pattern.compile("^(java|javax|sun|jdk|org\\.postgresql)\\.");

    /** What says more about it than that something failed: neither the server's exceptions nor the bare ones that only pass one on. */
    private static final Pattern APPLICATION = Pattern.compile(
            "^(?!org\\.(jboss|wildfly|hibernate)\\.|jakarta\\.|java\\.lang\\.reflect\\.|java\\.util\\.concurrent\\.)"
                    + "(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error): (?![A-Z]+-?[0-9]+: |(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error)\\b)");

    /** Java 1.1 has class files of version 45. */
    private static final int CLASS_FILE_OFFSET = 44;

    /** What is known of single exceptions; the first that applies is what is said. */
    private static final List<Function<Thrown, Optional<String>>> RULES = List.of(
            ExceptionWording::takenRoot,
            rule(
                    "ISPN000658",
                    "the other worker's sessions cannot be copied: one of them has an object that cannot be serialized"
                            + " (ISPN000559 in the service's log names its class)"),
            rule(
                    Pattern.compile("WFLYEJB0530: .*'([^']+)'"),
                    domain -> "no security domain " + domain.group(1) + ", which its EJBs name"),
            // Of queues that an archive makes for itself.
            rule(Pattern.compile("because \"jndiName\" is null$"), queue -> BROKER),
            rule(
                    "Unable to determine Dialect without JDBC metadata",
                    DEFAULT_DATA_SOURCE + ", or none that answers by the name in persistence.xml"),
            // The server has no default, so a field of that type is left empty.
            rule("Cannot invoke \"javax.sql.DataSource.", DEFAULT_DATA_SOURCE),
            rule(
                    Pattern.compile(
                            "(\\S+) has been compiled by a more recent version of the Java Runtime \\(class file"
                                    + " version (\\d+)\\..* up to (\\d+)\\."),
                    newer -> newer.group(1).replace('/', '.') + " is compiled for Java " + javaOf(newer.group(2))
                            + ", and the server runs on Java " + javaOf(newer.group(3))),
            rule(Pattern.compile("ClassNotFoundException: (\\S+)"), missing -> "no class " + missing.group(1)),
            rule(Pattern.compile("ModuleNotFoundException: (\\S+)"), missing -> "no module " + missing.group(1)),
            ExceptionWording::descriptor,
            ExceptionWording::injection);

    private ExceptionWording() {}

    /**
     * An exception as it was printed.
     *
     * @param whole all of it
     * @param last its last cause, in one line; those before it add nothing as a rule
     */
    private record Thrown(String whole, String last) {
        static Thrown of(String exception) {
            int last = exception.lastIndexOf(CAUSED_BY);
            return new Thrown(
                    exception, cut(spaced(last < 0 ? exception : exception.substring(last + CAUSED_BY.length()))));
        }
    }

    static String of(String exception) {
        Thrown thrown = Thrown.of(exception);
        return RULES.stream()
                .flatMap(rule -> rule.apply(thrown).stream())
                .findFirst()
                .orElseGet(() -> message(thrown));
    }

    /** What is said where the last cause has this in it. */
    private static Function<Thrown, Optional<String>> rule(String part, String wording) {
        return thrown -> thrown.last().contains(part) ? Optional.of(wording) : Optional.empty();
    }

    private static Function<Thrown, Optional<String>> rule(Pattern part, Function<MatchResult, String> wording) {
        return thrown -> {
            Matcher found = part.matcher(thrown.last());
            return found.find() ? Optional.of(wording.apply(found)) : Optional.empty();
        };
    }

    private static Optional<String> takenRoot(Thrown thrown) {
        return thrown.whole().contains("WFLYUT0105")
                ? Optional.of("the context root " + found(ROOT, thrown.whole()).orElse("of it") + " is taken")
                : Optional.empty();
    }

    private static Optional<String> descriptor(Thrown thrown) {
        return found(DESCRIPTOR, thrown.whole())
                .map(file -> file + ": " + FIRST_WORD.matcher(thrown.last()).replaceFirst(""));
    }

    private static Optional<String> injection(Thrown thrown) {
        if (!WELD.matcher(thrown.last()).find()) {
            return Optional.empty();
        }
        String said = FIRST_WORD.matcher(thrown.last()).replaceFirst("");
        Matcher injection = INJECTION.matcher(said);
        return Optional.of(injection.matches() ? injection.group(1) + " at " + injection.group(2) : said);
    }

    /** The message of the last cause, after what the application wanted where that alone is too little. */
    private static String message(Thrown thrown) {
        String message = EXCEPTION.matcher(thrown.last()).replaceFirst("");
        // A message that only names a method or a class needs its exception to say what is wrong with it.
        String said =
                message.contains(" ") ? message : PACKAGE.matcher(thrown.last()).replaceFirst("");
        return purpose(thrown).map(what -> what + ": " + said).orElse(said);
    }

    /**
     * What the application wanted, from the nearest exception around the last one that says more than that one; for what the
     * JDK or a driver says is seldom enough: {@code Connection refused}.
     */
    private static Optional<String> purpose(Thrown thrown) {
        if (!BARE.matcher(thrown.last()).find()) {
            return Optional.empty();
        }
        String[] causes = thrown.whole().split(CAUSED_BY);
        for (int i = causes.length - 2; i >= 0; i--) {
            String line = spaced(causes[i].strip().lines().findFirst().orElse(""));
            if (!line.contains(thrown.last()) && APPLICATION.matcher(line).find()) {
                String message = EXCEPTION.matcher(line).replaceFirst("");
                return message.contains(" ") ? Optional.of(message.replaceFirst("[.:]$", "")) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static int javaOf(String classFileVersion) {
        return Integer.parseInt(classFileVersion) - CLASS_FILE_OFFSET;
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A line, or as much of it as is looked at. */
    static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
