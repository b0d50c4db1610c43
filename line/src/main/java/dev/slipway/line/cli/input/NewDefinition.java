package dev.slipway.line.cli.input;

import dev.slipway.line.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A definition from command-line options. Null means not given; empty means given without a value.
 *
 * @param environments the number of workers in each environment
 * @param memory the maximum heap of each worker
 */
public record NewDefinition(
        String service,
        @Nullable String title,
        Map<String, Integer> environments,
        @Nullable String memory,
        @Nullable String database,
        @Nullable String login,
        @Nullable String mail,
        boolean isMessaging,
        List<String> queues,
        List<String> topics,
        @Nullable String context,
        @Nullable String probe) {
    private static final Pattern ENVIRONMENT = Pattern.compile("([^=]*)(?:=([1-8]))?");
    private static final String PRODUCTION = "production";
    private static final String JNDI = "java:";

    /** A value that is a plain string in any version of YAML. */
    private static final Pattern PLAIN = Pattern.compile("[a-z/][A-Za-z0-9./_-]*|[0-9]+[mg]");

    private static final Set<String> OTHERWISE_READ =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    public NewDefinition {
        environments = new LinkedHashMap<>(environments);
        queues = List.copyOf(queues);
        topics = List.copyOf(topics);
    }

    /** Parses environments with their numbers of workers; production if none is given. */
    public static Map<String, Integer> environments(List<String> words) {
        Map<String, Integer> environments = new LinkedHashMap<>();
        for (String word : words.isEmpty() ? List.of(PRODUCTION) : words) {
            Matcher matcher = ENVIRONMENT.matcher(word);
            if (!matcher.matches()) {
                throw new UsageException("--environment '" + word + "' is neither NAME nor NAME=WORKERS, from 1 to 8");
            }
            String name = Arguments.name("--environment", matcher.group(1));
            String workers = matcher.group(2);
            Integer former = environments.put(
                    name,
                    workers != null
                            ? Integer.valueOf(workers)
                            : name.equals(PRODUCTION) ? Integer.valueOf(2) : Integer.valueOf(1));
            if (former != null) {
                throw new UsageException("--environment '" + name + "' is given twice");
            }
        }
        return environments;
    }

    /** The definition file's content. */
    public String yaml() {
        StringBuilder yaml = new StringBuilder("service: ").append(service).append('\n');
        line(yaml, "title", title == null ? null : scalar(title));
        yaml.append("environments:\n");
        environmentLines().forEach(line -> yaml.append("  ").append(line).append('\n'));
        needs().forEach((key, value) -> line(yaml, key, value));
        return yaml.toString();
    }

    /** One for each environment, not indented. */
    List<String> environmentLines() {
        return environments.entrySet().stream()
                .map(one -> scalar(one.getKey()) + ": {workers: " + one.getValue()
                        + (memory == null ? "" : ", memory: " + scalar(memory)) + "}")
                .toList();
    }

    /** The values besides the service's name and size, by the file's keys. */
    public Map<String, String> needs() {
        Map<String, String> needs = new LinkedHashMap<>();
        put(needs, "database", part("jndi", database));
        put(needs, "login", part("roles", login));
        put(needs, "mail", sender());
        put(needs, "messaging", messaging());
        put(needs, "contextRoot", context == null ? null : scalar(context));
        put(needs, "probe", probe == null ? null : scalar(probe));
        return needs;
    }

    /** A copy merged with the existing definition's values for the same needs. */
    public NewDefinition with(Json there) {
        Json mailThere = there.object("mail");
        Json messagingThere = there.object("messaging");
        return new NewDefinition(
                service,
                title,
                environments,
                memory,
                joined(there.object("database").texts("jndi"), database),
                joined(there.object("login").texts("roles"), login),
                joined(
                        mailThere.texts("jndi"),
                        hasSender()
                                ? mail
                                : joined(mailThere.find("from").stream().toList(), mail)),
                isMessaging,
                hasMessagingOption() ? union(messagingThere.texts("queues"), queues) : queues,
                hasMessagingOption() ? union(messagingThere.texts("topics"), topics) : topics,
                context,
                probe);
    }

    private boolean hasMessagingOption() {
        return isMessaging || !queues.isEmpty() || !topics.isEmpty();
    }

    private boolean hasSender() {
        return mail != null && Stream.of(mail.split(",")).anyMatch(word -> !word.isEmpty() && !word.startsWith(JNDI));
    }

    private static @Nullable String joined(List<String> there, @Nullable String words) {
        return words == null
                ? null
                : String.join(",", union(there, words.isEmpty() ? List.of() : List.of(words.split(",", -1))));
    }

    private static List<String> union(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private static void put(Map<String, String> needs, String key, @Nullable String value) {
        if (value != null) {
            needs.put(key, value);
        }
    }

    private static void line(StringBuilder yaml, String key, @Nullable String value) {
        if (value != null) {
            yaml.append(key).append(": ").append(value).append('\n');
        }
    }

    private static @Nullable String part(String key, @Nullable String words) {
        return words == null
                ? null
                : words.isEmpty() ? "true" : "{" + key + ": " + list(List.of(words.split(","))) + "}";
    }

    /** A JNDI name cannot be confused with an address. */
    private @Nullable String sender() {
        if (mail == null || mail.isEmpty()) {
            return mail == null ? null : "true";
        }
        List<String> jndi = Stream.of(mail.split(",", -1))
                .filter(word -> word.startsWith(JNDI))
                .toList();
        String from = Stream.of(mail.split(",", -1))
                .filter(word -> !word.startsWith(JNDI))
                .collect(Collectors.joining(","));
        return "{"
                + Stream.of(from.isEmpty() ? "" : "from: " + scalar(from), jndi.isEmpty() ? "" : "jndi: " + list(jndi))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                + "}";
    }

    private @Nullable String messaging() {
        if (queues.isEmpty() && topics.isEmpty()) {
            return isMessaging ? "true" : null;
        }
        return "{"
                + Stream.of(
                                queues.isEmpty() ? "" : "queues: " + list(queues),
                                topics.isEmpty() ? "" : "topics: " + list(topics))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                + "}";
    }

    private static String list(List<String> values) {
        return values.stream().map(NewDefinition::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !OTHERWISE_READ.contains(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(one -> {
            if (one == '"' || one == '\\') {
                quoted.append('\\').append((char) one);
            } else if (one < ' ') {
                quoted.append(String.format("\\x%02x", one));
            } else {
                quoted.append((char) one);
            }
        });
        return quoted.append('"').toString();
    }
}
