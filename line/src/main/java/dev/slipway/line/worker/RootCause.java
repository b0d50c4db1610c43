package dev.slipway.line.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why an archive does not start, in one line: from all that WildFly says of it, which is JSON or plain text. */
public final class RootCause {
    /** Of an archive whose start did not end within the time that WildFly gives it: the server is of no use after that. */
    public static final String ENDLESS_START = "it has not started after 300 s";

    private static final int MOST = 600;

    /** No line is looked at for longer: an application may say anything. */
    private static final int LONGEST_LINE = 4_000;

    /** Nor are more lines than these, the first and the last ones. */
    private static final int MOST_LINES = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CAUSED_BY = "Caused by: ";
    private static final Pattern DATA_SOURCE = Pattern.compile("/(datasources|jdbc)/|DS$");
    /** Services of the archive itself, which are absent because something else is. */
    private static final Pattern OWN = Pattern.compile(
            "^jboss\\.(deployment|persistenceunit|naming\\.context\\.java\\.(comp|module)(?!.*\\.env\\.))\\.");

    /** A part of a service's name that has dots of its own, or a dot between parts. */
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|\\.");

    private static final Pattern DEPLOYMENT =
            Pattern.compile("^jboss\\.deployment\\.unit\\.\"([^\"]+)\"\\.deploymentCompleteService$");
    private static final Pattern ROOT = Pattern.compile("-host\\.(/[^ ]*)\\.UndertowDeploymentInfoService");
    private static final Pattern NO_CLASS = Pattern.compile("ClassNotFoundException: (\\S+)");
    private static final Pattern NO_MODULE = Pattern.compile("ModuleNotFoundException: (\\S+)");
    private static final Pattern DESCRIPTOR = Pattern.compile("(?:Failed to parse (?:XML descriptor )?\"/content/[^/]*"
            + "|Error loading jboss-deployment-structure\\.xml from \\S*/content-[^/]*)/([^\"\\n]*)");
    private static final Pattern INJECTION =
            Pattern.compile("(WELD-\\d+: .*?) at injection point \\[\\w+\\] (.*?) at .*");
    private static final Pattern EXCEPTION = Pattern.compile("^(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error): ");
    private static final Pattern PACKAGE = Pattern.compile("^(?:[A-Za-z_$][\\w$]*\\.)++(?=[\\w$]*(Exception|Error): )");
    /** What the JDK and the driver throw. */
    private static final Pattern BARE = Pattern.compile("^(java|javax|sun|jdk|org\\.postgresql)\\.");

    /** What says more about it than that something failed: neither the server's exceptions nor the bare ones that only pass one on. */
    private static final Pattern APPLICATION = Pattern.compile(
            "^(?!org\\.(jboss|wildfly|hibernate)\\.|jakarta\\.|java\\.lang\\.reflect\\.|java\\.util\\.concurrent\\.)"
                    + "(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error): (?![A-Z]+-?[0-9]+: |(?:[A-Za-z_$][\\w$]*\\.)++[\\w$]*(Exception|Error)\\b)");

    private static final String NO_TRANSFER = "ISPN000658";
    private static final Pattern EJB_DOMAIN = Pattern.compile("WFLYEJB0530: .*'([^']+)'");
    private static final String BROKER = "no JMS broker";
    private static final Pattern NEWER_JAVA = Pattern.compile(
            "(\\S+) has been compiled by a more recent version of the Java Runtime \\(class file version (\\d+)\\..* up to (\\d+)\\.");
    /** Java 1.1 has class files of version 45. */
    private static final int CLASS_FILE_OFFSET = 44;

    /** The environment of an application's component, as its own code names it. */
    private static final Pattern ENVIRONMENT = Pattern.compile("^(?:comp|module)/(?:[^/]+/){2,3}(?=env/)");

    private static final String DEFAULT_DATA_SOURCE = "no data source java:comp/DefaultDataSource";
    private static final String NO_DEFAULT =
            DEFAULT_DATA_SOURCE + ", or none that answers by the name in persistence.xml";

    private static final Pattern NO_END = Pattern.compile(
            "WFLYCTL034[48]: (?:Operation timed out awaiting|Timeout after \\[\\d+] seconds waiting for) service container stability");

    private static final Pattern FIRST_WORD = Pattern.compile("^\\S+: ");

    private RootCause() {}

    /** The root cause of what failed. */
    public static String of(String failure) {
        if (NO_END.matcher(failure).find()) {
            return ENDLESS_START;
        }
        JsonNode said = parsed(failure);
        List<String> absent = strings(said, "WFLYCTL0412");
        List<String> failed = strings(said, "WFLYCTL0080");
        List<String> foreign =
                absent.stream().filter(name -> !OWN.matcher(name).find()).toList();
        List<String> causes =
                failed.stream().map(RootCause::cause).distinct().sorted().toList();
        // What a definition gives is said whole: the service gets all of it at once.
        List<String> lacks = causes.stream()
                .filter(cause -> cause.startsWith(BROKER) || cause.startsWith(DEFAULT_DATA_SOURCE))
                .toList();
        if (!foreign.isEmpty() || !lacks.isEmpty()) {
            Set<String> all = new TreeSet<>(lacks);
            foreign.forEach(service -> all.add(missing(service)));
            return inOneLine(String.join(", ", all));
        }
        if (!failed.isEmpty()) {
            return inOneLine(cause(failed.get(0)));
        }
        if (!absent.isEmpty()) {
            return inOneLine(missing(absent));
        }
        List<String> texts = new ArrayList<>();
        walk(said, node -> {
            if (node.isTextual() && !node.asText().isBlank()) {
                texts.add(shortened(node.asText()));
            }
        });
        return texts.isEmpty() ? "WildFly does not say why" : inOneLine(texts.get(0));
    }

    /** The exceptions of what failed, with their causes, for people to read; all of it where there are none. */
    public static String exceptions(String failure) {
        List<String> failed = strings(parsed(failure), "WFLYCTL0080");
        return failed.isEmpty() ? failure : String.join("\n", failed);
    }

    private static JsonNode parsed(String failure) {
        try {
            JsonNode node = JSON.readTree(failure);
            return node.isContainerNode() || node.isTextual() ? node : TextNode.valueOf(failure);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(failure);
        }
    }

    /** What the members whose names begin with WildFly's code hold. */
    private static List<String> strings(JsonNode said, String code) {
        List<String> strings = new ArrayList<>();
        walk(
                said,
                node -> node.properties().forEach(member -> {
                    if (member.getKey().startsWith(code)) {
                        member.getValue().forEach(value -> strings.add(shortened(value.asText())));
                    }
                }));
        return strings;
    }

    private static String shortened(String text) {
        List<String> lines = text.lines().map(RootCause::cut).toList();
        return String.join(
                "\n",
                lines.size() > 2 * MOST_LINES
                        ? Stream.concat(
                                        lines.subList(0, MOST_LINES).stream(),
                                        lines.subList(lines.size() - MOST_LINES, lines.size()).stream())
                                .toList()
                        : lines);
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(child -> walk(child, visitor));
    }

    private static String missing(List<String> services) {
        return String.join(
                ", ", new TreeSet<>(services.stream().map(RootCause::missing).toList()));
    }

    /** What is missing, by the name that the server has for it. */
    private static String missing(String service) {
        String naming = "jboss.naming.context.java.";
        if (service.startsWith(naming)) {
            String path = PART.matcher(service.substring(naming.length()))
                    .replaceAll(part -> part.group(1) == null ? "/" : Matcher.quoteReplacement(part.group(1)));
            path = ENVIRONMENT.matcher(path).replaceFirst("comp/");
            String name = (path.matches("(jboss|global|app|module|comp)/.*") ? "java:" : "java:/") + path;
            return (DATA_SOURCE.matcher(name).find() ? "no data source " : "nothing is bound to ") + name;
        }
        if (service.equals("jboss.ra.activemq-ra")) {
            return BROKER;
        }
        return found(DEPLOYMENT, service).map(name -> "no deployment " + name).orElse("no service " + service);
    }

    /** What an exception says in the end: of the last cause all, of those before it nothing. */
    private static String cause(String exception) {
        int last = exception.lastIndexOf(CAUSED_BY);
        String line = cut(spaced(last < 0 ? exception : exception.substring(last + CAUSED_BY.length())));
        if (exception.contains("WFLYUT0105")) {
            return "the context root " + found(ROOT, exception).orElse("of it") + " is taken";
        }
        if (line.contains(NO_TRANSFER)) {
            return "the other worker's sessions cannot be copied: one of them has an object that cannot be serialized"
                    + " (ISPN000559 in the service's log names its class)";
        }
        Optional<String> domain = found(EJB_DOMAIN, line);
        if (domain.isPresent()) {
            return "no security domain " + domain.get() + ", which its EJBs name";
        }
        // What WildFly says of queues that an archive makes for itself.
        if (line.endsWith("because \"jndiName\" is null")) {
            return BROKER;
        }
        if (line.contains("Unable to determine Dialect without JDBC metadata")) {
            return NO_DEFAULT;
        }
        // The server has no default, so a field of that type is left empty.
        if (line.contains("Cannot invoke \"javax.sql.DataSource.")) {
            return DEFAULT_DATA_SOURCE;
        }
        Matcher newer = NEWER_JAVA.matcher(line);
        if (newer.find()) {
            return newer.group(1).replace('/', '.') + " is compiled for Java " + javaOf(newer.group(2))
                    + ", and the server runs on Java " + javaOf(newer.group(3));
        }
        Optional<String> noClass = found(NO_CLASS, line);
        if (noClass.isPresent()) {
            return "no class " + noClass.get();
        }
        Optional<String> noModule = found(NO_MODULE, line);
        if (noModule.isPresent()) {
            return "no module " + noModule.get();
        }
        Optional<String> descriptor = found(DESCRIPTOR, exception);
        if (descriptor.isPresent()) {
            return descriptor.get() + ": " + FIRST_WORD.matcher(line).replaceFirst("");
        }
        if (line.matches(".*WELD-\\d+: .*")) {
            String said = FIRST_WORD.matcher(line).replaceFirst("");
            Matcher injection = INJECTION.matcher(said);
            return injection.matches() ? injection.group(1) + " at " + injection.group(2) : said;
        }
        String message = EXCEPTION.matcher(line).replaceFirst("");
        // A message that only names a method or a class needs its exception to say what is wrong with it.
        String said = message.contains(" ") ? message : PACKAGE.matcher(line).replaceFirst("");
        return purpose(exception, line).map(what -> what + ": " + said).orElse(said);
    }

    /**
     * What the application wanted, from the nearest exception around the last one that says more than that one; for what the JDK or
     * a driver says is seldom enough: {@code Connection refused}.
     */
    private static Optional<String> purpose(String exception, String last) {
        if (!BARE.matcher(last).find()) {
            return Optional.empty();
        }
        String[] causes = exception.split(CAUSED_BY);
        for (int i = causes.length - 2; i >= 0; i--) {
            String line = spaced(causes[i].strip().lines().findFirst().orElse(""));
            if (!line.contains(last) && APPLICATION.matcher(line).find()) {
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

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String inOneLine(String text) {
        String line = spaced(text);
        return line.length() > MOST ? line.substring(0, MOST - 1) + "…" : line;
    }
}
