package dev.slipway.line.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reduces WildFly's whole failure description, JSON or plain text, to one line: why an archive does not start. */
public final class RootCause {
    /** The archive did not start within WildFly's time limit, after which the server is unusable. */
    public static final String ENDLESS_START = "it has not started after 300 s";

    /** How Hibernate's failure begins if it gets no connection, for whatever reason. */
    public static final String NO_DATABASE = "Hibernate reached no database";

    /** How Spring Boot's failure begins if the server's SLF4J takes the place of the archive's Logback. */
    public static final String NO_LOGBACK = "LoggerFactory is not a Logback LoggerContext";

    /** What is missing if the service's definition has no messaging. */
    public static final String NO_BROKER = "no JMS broker";

    /** Comes before the name of a missing data source in JNDI. */
    public static final String NO_DATA_SOURCE = "no data source ";

    /** Comes before another missing name in JNDI. */
    public static final String NOTHING_BOUND = "nothing is bound to ";

    private static final int MOST = 600;

    /** No more lines than these are looked at, at the beginning and at the end: an application may say anything. */
    private static final int MOST_LINES = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where no persistence unit needs it. Of lower case, the endings would be those of words, such as records. */
    private static final Pattern DATA_SOURCE =
            Pattern.compile("^(?!java:/jms/).*(?:(?i:/(data-?sources?|jdbc)/|data-?source$)|(DS|DB)$)");

    /** A persistence unit, with the services that it needs: those in JNDI are data sources. */
    private static final Pattern UNIT = Pattern.compile("^service jboss\\.persistenceunit\\..+ is missing \\[(.+)]");

    /** Services of the archive itself, which are missing as a consequence of something else. */
    private static final Pattern OWN = Pattern.compile(
            "^jboss\\.(deployment|persistenceunit|naming\\.context\\.java\\.(comp|module)(?!.*\\.env\\.))\\.");

    /** A quoted part of a service name, which may contain dots, or a dot between parts. */
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|\\.");

    private static final Pattern DEPLOYMENT =
            Pattern.compile("^jboss\\.deployment\\.unit\\.\"([^\"]+)\"\\.deploymentCompleteService$");

    /** The prefix of a component's environment, which its code sees as {@code java:comp/}. */
    private static final Pattern ENVIRONMENT = Pattern.compile("^(?:comp|module)/(?:[^/]+/){2,3}(?=env/)");

    private static final Pattern NO_END = Pattern.compile(
            "WFLYCTL034[48]: (?:Operation timed out awaiting|Timeout after \\[\\d+] seconds waiting for) service container stability");

    private RootCause() {}

    /** The root cause of a failure. */
    public static String of(String failure) {
        if (NO_END.matcher(failure).find()) {
            return ENDLESS_START;
        }
        JsonNode root = parsed(failure);
        List<String> absent = strings(root, "WFLYCTL0412");
        List<String> failed = strings(root, "WFLYCTL0080");
        Set<String> ofUnits = ofUnits(root);
        List<String> foreign =
                absent.stream().filter(name -> !OWN.matcher(name).find()).toList();
        List<String> causes =
                failed.stream().map(ExceptionWording::of).distinct().sorted().toList();
        // Everything that a definition can provide is listed, so that it can be added at once.
        List<String> lacks = causes.stream()
                .filter(cause -> cause.startsWith(NO_BROKER)
                        || cause.startsWith(NO_DATABASE)
                        || cause.startsWith(ExceptionWording.DEFAULT_DATA_SOURCE))
                .toList();
        if (!foreign.isEmpty() || !lacks.isEmpty()) {
            Set<String> all = new TreeSet<>(lacks);
            all.addAll(missing(foreign, ofUnits));
            return inOneLine(String.join(", ", all));
        }
        if (!failed.isEmpty()) {
            return inOneLine(ExceptionWording.of(failed.get(0)));
        }
        if (!absent.isEmpty()) {
            return inOneLine(String.join(", ", missing(absent, ofUnits)));
        }
        List<String> texts = new ArrayList<>();
        walk(root, node -> {
            if (node.isTextual() && !node.asText().isBlank()) {
                texts.add(shortened(node.asText()));
            }
        });
        return texts.isEmpty() ? "WildFly does not say why" : inOneLine(texts.get(0));
    }

    /** The exceptions of a failure with their causes, for people to read; the whole failure if there are none. */
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

    /** The values of the members with WildFly's message code as the prefix of their names. */
    private static List<String> strings(JsonNode root, String code) {
        List<String> strings = new ArrayList<>();
        walk(
                root,
                node -> node.properties().forEach(member -> {
                    if (member.getKey().startsWith(code)) {
                        member.getValue().forEach(value -> strings.add(shortened(value.asText())));
                    }
                }));
        return strings;
    }

    private static String shortened(String text) {
        List<String> lines = text.lines().map(ExceptionWording::cut).toList();
        return String.join(
                "\n",
                lines.size() > 2 * MOST_LINES
                        ? Stream.concat(
                                        lines.subList(0, MOST_LINES).stream(),
                                        lines.subList(lines.size() - MOST_LINES, lines.size()).stream())
                                .toList()
                        : lines);
    }

    private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(child -> walk(child, visitor));
    }

    /** The services that persistence units lack. */
    private static Set<String> ofUnits(JsonNode root) {
        Set<String> services = new TreeSet<>();
        for (String lack : strings(root, "WFLYCTL0180")) {
            Matcher unit = UNIT.matcher(lack);
            if (unit.find()) {
                services.addAll(List.of(unit.group(1).split(", ")));
            }
        }
        return services;
    }

    private static Set<String> missing(List<String> services, Set<String> ofUnits) {
        return services.stream()
                .map(service -> missing(service, ofUnits))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The missing item, derived from the name of the server's service. */
    private static String missing(String service, Set<String> ofUnits) {
        String naming = "jboss.naming.context.java.";
        if (service.startsWith(naming)) {
            String name = jndiName(service.substring(naming.length()));
            boolean isDataSource =
                    ofUnits.contains(service) || DATA_SOURCE.matcher(name).find();
            return (isDataSource ? NO_DATA_SOURCE : NOTHING_BOUND) + name;
        }
        if (service.equals("jboss.ra.activemq-ra")) {
            return NO_BROKER;
        }
        Matcher deployment = DEPLOYMENT.matcher(service);
        return deployment.find() ? "no deployment " + deployment.group(1) : "no service " + service;
    }

    /** The name in JNDI, from the end of the name of the server's service for it. */
    static String jndiName(String service) {
        String path = PART.matcher(service)
                .replaceAll(part -> part.group(1) == null ? "/" : Matcher.quoteReplacement(part.group(1)));
        path = ENVIRONMENT.matcher(path).replaceFirst("comp/");
        return (path.matches("(jboss|global|app|module|comp)/.*") ? "java:" : "java:/") + path;
    }

    private static String inOneLine(String text) {
        String line = ExceptionWording.spaced(text);
        return line.length() > MOST ? line.substring(0, MOST - 1) + "…" : line;
    }
}
