package dev.slipway.ledger.definition.reading;

import dev.slipway.ledger.definition.reading.Definition.Database;
import dev.slipway.ledger.definition.reading.Definition.Login;
import dev.slipway.ledger.definition.reading.Definition.Mail;
import dev.slipway.ledger.definition.reading.Definition.Messaging;
import dev.slipway.ledger.definition.reading.Definition.Size;
import dev.slipway.ledger.platform.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses a definition's file, and collects all mistakes in it. */
public final class DefinitionReader {
    private static final List<String> KEYS = List.of(
            "service", "title", "environments", "database", "login", "mail", "messaging", "contextRoot", "probe");
    private static final List<String> SIZE_KEYS = List.of("workers", "memory", "metaspace", "mail");

    private static final Pattern LINE = Pattern.compile(Text.LINE);
    private static final Pattern WORKERS = Pattern.compile("[1-8]");
    /** Fewer characters before the @ than mail allows, since it ends up in a server's configuration. */
    private static final Pattern MAIL_ADDRESS =
            Pattern.compile("(?=[A-Za-z0-9._%+-]{1,64}@.{1,190}$)" + Text.MAIL_ADDRESS);

    private static final Pattern CONTEXT_ROOT = Pattern.compile(Text.CONTEXT_ROOT);
    /** A path that httpd can request. */
    static final String PROBE = "/[A-Za-z0-9._~/-]{0,199}";

    private static final String PROBE_RULE =
            "must be a path of at most 200 of letters, digits and ._~/- such as /api/ready, without a query";
    private static final Memory USUAL = new Memory(256);
    private static final int MOST_MISTAKES = 50;

    private final String service;
    private final Collection<String> known;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private List<String> databaseNames = List.of();

    private DefinitionReader(String service, Collection<String> known) {
        this.service = service;
        this.known = known;
    }

    /**
     * Reads a definition.
     *
     * @param yaml the file
     * @param service the service that it must be for
     * @param known the existing environments
     */
    public static Reading read(String yaml, String service, Collection<String> known) {
        DefinitionReader reader = new DefinitionReader(service, known);
        Definition definition = null;
        try {
            Optional<Node> root = YamlText.read(yaml);
            if (root.isPresent()) {
                definition = reader.definition(Value.whole(root.get()));
            } else {
                reader.mistakes.add(
                        new Mistake(Mistake.WHOLE, 1, "is empty; it needs at least service and environments"));
            }
        } catch (UnreadableException e) {
            reader.mistakes.add(e.mistake());
        }
        List<Mistake> sorted = reader.mistakes.stream()
                .sorted(Comparator.comparingInt(Mistake::line))
                .limit(MOST_MISTAKES)
                .toList();
        return new Reading(sorted.isEmpty() ? definition : null, sorted, reader.lines);
    }

    private Definition definition(Value whole) {
        Map<String, Value> members = members(whole, KEYS, "such as service: " + service);
        service(whole, members.get("service"));
        String contextRoot = text(members.get("contextRoot"), CONTEXT_ROOT, Text.CONTEXT_ROOT_RULE, "/");
        Value database = members.get("database");
        Value login = members.get("login");
        Value mail = members.get("mail");
        return new Definition(
                service,
                text(members.get("title"), LINE, Text.LINE_RULE, service),
                environments(whole, members.get("environments")),
                section(database, List.of("jndi"), this::database),
                section(login, List.of("roles"), found -> new Login(names(found.get("roles"), Names.ROLES))),
                section(mail, List.of("from", "jndi"), this::mail),
                section(members.get("messaging"), List.of("queues", "topics"), this::messaging),
                contextRoot,
                text(members.get("probe"), Pattern.compile(PROBE), PROBE_RULE, contextRoot));
    }

    private void service(Value whole, @Nullable Value value) {
        if (value == null) {
            mistakes.add(new Mistake("service", whole.line(), "is missing; add service: " + service));
            return;
        }
        lines.put("service", value.line());
        if (!value.text().filter(service::equals).isPresent()) {
            mistakes.add(value.mistake("must be " + service + ", the service that it is applied to"));
        }
    }

    private Map<String, Size> environments(Value whole, @Nullable Value value) {
        String example = "such as environments: {production: {workers: 1, memory: 384m}}";
        Map<String, Size> sizes = new LinkedHashMap<>();
        if (value == null) {
            mistakes.add(
                    new Mistake("environments", whole.line(), "is missing; say where the service runs, " + example));
            return sizes;
        }
        if (!value.isMapping()) {
            mistakes.add(value.mistake("must be a mapping " + example));
            return sizes;
        }
        Map<String, Value> members = value.members(mistakes);
        if (members.isEmpty()) {
            mistakes.add(value.mistake("must name one environment at least, " + example));
        }
        members.forEach((name, size) -> {
            lines.put(size.path(), size.line());
            if (known.contains(name)) {
                sizes.put(name, size(size));
            } else {
                String hint = Suggestion.to(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there is " + listed(known) + "; an admin adds others on the ledger's page"
                                + " Environments, or with a client that has the role admin: slipway environments add "
                                + name);
                mistakes.add(size.mistake("is no environment of this line; " + hint));
            }
        });
        return sizes;
    }

    private Size size(Value value) {
        Map<String, Value> members =
                value.isNothing() ? Map.of() : members(value, SIZE_KEYS, "such as {workers: 1, memory: 384m}");
        String workers = text(members.get("workers"), WORKERS, "must be a number of workers from 1 to 8", "1");
        return new Size(
                Integer.parseInt(workers),
                memory(members.get("memory")),
                memory(members.get("metaspace")),
                isMailSent(members.get("mail")) ? null : Boolean.FALSE);
    }

    private boolean isMailSent(@Nullable Value value) {
        if (value != null && value.asBoolean().isEmpty()) {
            mistakes.add(value.mistake("must be false, or true, the default; the sender is under mail at the top"));
        }
        return value == null || value.asBoolean().orElse(true);
    }

    private Memory memory(@Nullable Value value) {
        if (value == null) {
            return USUAL;
        }
        Optional<Memory> memory = value.text().flatMap(Memory::of);
        if (memory.isEmpty()) {
            mistakes.add(value.mistake(Memory.RULE));
        }
        return memory.orElse(USUAL);
    }

    private Database database(Map<String, Value> found) {
        databaseNames = names(found.get("jndi"), databases());
        return new Database(databaseNames);
    }

    private Mail mail(Map<String, Value> found) {
        Value from = found.get("from");
        Optional.ofNullable(found.get("jndi")).flatMap(Value::elements).stream()
                .flatMap(List::stream)
                .filter(element ->
                        element.text().filter(databaseNames::contains).isPresent())
                .forEach(element ->
                        mistakes.add(element.mistake("is already a name of the database; remove one of them")));
        return new Mail(
                from == null ? null : text(from, MAIL_ADDRESS, Text.MAIL_ADDRESS_RULE, ""),
                names(found.get("jndi"), Names.mail()));
    }

    private Names databases() {
        return Names.databases(service);
    }

    private Messaging messaging(Map<String, Value> found) {
        return new Messaging(names(found.get("queues"), Names.QUEUES), names(found.get("topics"), Names.TOPICS));
    }

    /** A section that may be {@code true}, for the defaults, or a mapping; null for {@code false} and if absent. */
    private <T> @Nullable T section(@Nullable Value value, List<String> keys, Function<Map<String, Value>, T> read) {
        if (value == null || value.asBoolean().filter(isTrue -> !isTrue).isPresent()) {
            return null;
        }
        if (value.asBoolean().isPresent()) {
            return read.apply(Map.of());
        }
        return read.apply(members(value, keys, "with " + String.join(" and ", keys) + ", or true"));
    }

    /** The members of a mapping that have known keys; unknown keys are mistakes. */
    private Map<String, Value> members(Value value, List<String> keys, String example) {
        if (!value.isMapping()) {
            mistakes.add(value.mistake("must be a mapping " + example));
            return Map.of();
        }
        Map<String, Value> members = value.members(mistakes);
        members.forEach((key, member) -> {
            if (!keys.contains(key)) {
                mistakes.add(member.mistake("is not known; "
                        + Suggestion.to(key, keys)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("the keys here are " + String.join(", ", keys))));
            }
        });
        return members.entrySet().stream()
                .filter(member -> keys.contains(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String text(@Nullable Value value, Pattern form, String rule, String otherwise) {
        if (value == null) {
            return otherwise;
        }
        Optional<String> text = value.text()
                .filter(found -> !value.isNothing() && form.matcher(found).matches());
        if (text.isEmpty()) {
            mistakes.add(value.mistake(rule));
        }
        return text.orElse(otherwise);
    }

    private List<String> names(@Nullable Value value, Names names) {
        if (value == null) {
            return List.of();
        }
        Optional<List<Value>> elements = value.elements();
        if (elements.isEmpty()) {
            mistakes.add(value.mistake("must be a list such as [" + names.example() + "]"));
            return List.of();
        }
        if (elements.get().isEmpty() || elements.get().size() > Names.MOST) {
            mistakes.add(value.mistake("must have 1 to " + Names.MOST + " elements, or be left out"));
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (Value element : elements.get()) {
            Optional<String> wrong = element.isNothing()
                    ? Optional.of(names.rule())
                    : names.wrong(element.text().orElse(""), found);
            if (wrong.isPresent()) {
                mistakes.add(element.mistake(wrong.get()));
            } else {
                found.add(element.text().orElseThrow());
            }
        }
        return found;
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "none yet" : String.join(", ", names);
    }
}
