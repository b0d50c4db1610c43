package dev.slipway.line.worker;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes an exception, with all of its causes, in one line for the person who deploys the archive. */
final class ExceptionWording {
    /** Missing if the service's definition has no database. */
    static final String DEFAULT_DATA_SOURCE = RootCause.NO_DATA_SOURCE + "java:comp/DefaultDataSource";

    /** The length to which lines are cut: an application may write anything. */
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

    /** Exceptions of the JDK and of the JDBC driver. */
    private static final Pattern BARE = Pattern.compile("^(java|javax|sun|jdk|org\\.postgresql)\\.");

    /**
     * An application's exception with its own message: not one of the server, and not one that only wraps its cause.
     */
    private static final Pattern APPLICATION = Pattern.compile(
            "^(?!org\\.(jboss|wildfly|hibernate)\\.|jakarta\\.|java\\.lang\\.reflect\\.|java\\.util\\.concurrent\\.)"
                    + "(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error): (?![A-Z]+-?[0-9]+: |(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error)\\b)");

    /** The class file version of Java 1.1 is 45. */
    private static final int CLASS_FILE_OFFSET = 44;

    /** The rules for known exceptions; the first that applies is used. */
    private static final List<Function<Thrown, Optional<String>>> RULES = List.of(
            ExceptionWording::takenRoot,
            rule(
                    "ISPN000658",
                    "the other worker's sessions cannot be copied: one of them has an object that cannot be serialized"
                            + " (ISPN000559 in the service's log names its class)"),
            rule(
                    Pattern.compile("Could not acquire change log lock\\. Currently locked by (.+)"),
                    lock -> "Liquibase's lock is held by " + lock.group(1)
                            + ": if no other start is under way, set locked to false in databasechangeloglock"),
            rule(
                    Pattern.compile("WFLYEJB0530: .*'([^']+)'"),
                    domain -> "no security domain " + domain.group(1) + ", which its EJBs name"),
            rule(
                    Pattern.compile(
                            "Service (?:org\\.wildfly\\.data-source\\.)?jboss\\.naming\\.context\\.java\\.(\\S+) is already registered"),
                    twice -> RootCause.jndiName(twice.group(1)) + " is defined twice, such as by the archive (-ds.xml,"
                            + " -jms.xml or an annotation) and by the service's definition: remove it from one of"
                            + " them"),
            // It goes on with what helps on other servers.
            rule(
                    Pattern.compile(RootCause.NO_LOGBACK + " .*\\(class org\\.slf4j\\.impl\\.Slf4jLoggerFactory "),
                    factory -> RootCause.NO_LOGBACK),
            // The archive defines JMS queues itself.
            rule(Pattern.compile("because \"jndiName\" is null$"), queue -> RootCause.NO_BROKER),
            rule(
                    "Unable to determine Dialect without JDBC metadata",
                    RootCause.NO_DATABASE
                            + ": there is no data source of the name in persistence.xml, or it does not answer (HHH000342 in"
                            + " the service's log says why)"),
            // Without a default data source, an injected field stays null.
            rule("Cannot invoke \"javax.sql.DataSource.", DEFAULT_DATA_SOURCE),
            rule(
                    Pattern.compile(
                            "(\\S+) has been compiled by a more recent version of the Java Runtime \\(class file"
                                    + " version (\\d+)\\..* up to (\\d+)\\."),
                    newer -> newer.group(1).replace('/', '.') + " is compiled for Java " + javaOf(newer.group(2))
                            + ", and the server runs on Java " + javaOf(newer.group(3))),
            rule(Pattern.compile("ClassNotFoundException: (\\S+)"), missing -> "no class " + missing.group(1)),
            rule(Pattern.compile("ModuleNotFoundException: (\\S+)"), missing -> "no module " + missing.group(1)),
            rule(Pattern.compile("NoSuchMethodError: '(.+)'"), missing -> "no method " + missing.group(1)),
            ExceptionWording::descriptor,
            ExceptionWording::injection);

    private ExceptionWording() {}

    /**
     * A printed exception.
     *
     * @param whole the whole text
     * @param last its root cause, in one line
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

    /** A rule for root causes that contain this text. */
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
        String text = FIRST_WORD.matcher(thrown.last()).replaceFirst("");
        Matcher injection = INJECTION.matcher(text);
        return Optional.of(injection.matches() ? injection.group(1) + " at " + injection.group(2) : text);
    }

    /** The message of the root cause, preceded by the application's own if that alone says too little. */
    private static String message(Thrown thrown) {
        String message = EXCEPTION.matcher(thrown.last()).replaceFirst("");
        // A message that is only a name says nothing without the type of the exception.
        String text =
                message.contains(" ") ? message : PACKAGE.matcher(thrown.last()).replaceFirst("");
        return purpose(thrown).map(what -> what + ": " + text).orElse(text);
    }

    /**
     * The application's failed action, from the message of the innermost application exception around the root cause. A
     * message of the JDK or a driver, such as {@code Connection refused}, is seldom enough.
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

    /** A line, cut to a limited length. */
    static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
