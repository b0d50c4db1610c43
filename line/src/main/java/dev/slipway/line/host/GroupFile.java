package dev.slipway.line.host;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.configuration.Rules;
import dev.slipway.line.group.Database;
import dev.slipway.line.group.Definition;
import dev.slipway.line.group.Group;
import dev.slipway.line.group.Login;
import dev.slipway.line.group.Mail;
import dev.slipway.line.group.Messaging;
import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.group.Variables;
import dev.slipway.line.ledger.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a request for a server group as untrusted input: its author has fewer rights than the provisioner, and its
 * values end up in commands, configurations and system names.
 */
public final class GroupFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern MEGABYTES = Pattern.compile("[1-9][0-9]{1,4}m");
    private static final Pattern HTTP_PATH = Pattern.compile("/[0-9A-Za-z._~/-]{0,200}");
    private static final Pattern JNDI = Pattern.compile("java:[0-9A-Za-z._/-]{1,120}");
    private static final Pattern ROLE = Pattern.compile("[0-9A-Za-z._-]{1,63}");
    private static final Pattern DESTINATION =
            Pattern.compile("(java:(jboss/|/)([0-9A-Za-z._-]{1,63}/){0,9})?[0-9A-Za-z._-]{1,63}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z.-]{1,190}");
    private static final Pattern SEALED = Pattern.compile("[0-9A-Za-z_-]{1,2000}(\\.[0-9A-Za-z_-]{1,45000}){4}");
    private static final Pattern RESERVED =
            Pattern.compile("mywebapp|static|go|auth|gitlab|registry|slipway|slipway-waiting|admin(-.*)?");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_LIST = 100;
    /** So that a console's host name, admin-GROUP-8, fits into 63 characters. */
    private static final int LONGEST_GROUP = 55;

    static final int MOST_WORKERS = 8;
    private static final int LEAST_MEMORY = 128;
    private static final int LEAST_METASPACE = 64;
    private static final int MOST_MEMORY = 8192;
    private static final Set<String> KEYS = Set.of(
            "group",
            "service",
            "environment",
            "title",
            "version",
            "host",
            "isRemoved",
            "isDataDropped",
            "workers",
            "memory",
            "metaspace",
            "contextRoot",
            "probe",
            "database",
            "login",
            "mail",
            "messaging",
            "isMailOff",
            "configuration");

    private final JsonNode tree;

    private GroupFile(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * Parses a request.
     *
     * @param name the group that it must be for
     * @throws HostException if anything in it is invalid
     */
    public static Group parse(String name, String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new HostException("the agent's request is not valid JSON: " + e.getOriginalMessage());
        }
        Group group = new GroupFile(only(tree, "what the agent asks for", KEYS)).group();
        if (!group.group().equals(name)) {
            throw wrong("group", "is not " + name);
        }
        return group;
    }

    private Group group() {
        String service = text(tree, "service", NAME);
        String environment = text(tree, "environment", NAME);
        String group = text(tree, "group", NAME);
        Place place = new Place(service, environment);
        String own = place.group();
        if (Rehearsal.isName(own)) {
            throw wrong("group", own + " is the name of a rehearsal");
        }
        boolean isRehearsal = group.equals(Rehearsal.of(own));
        if (!group.equals(own) && !isRehearsal) {
            throw wrong("group", "is not " + own);
        }
        if (own.length() > LONGEST_GROUP) {
            throw wrong("group", "has more than " + LONGEST_GROUP + " characters");
        }
        String host = text(tree, "host", NAME);
        if (!host.equals(service) && !host.equals(own)) {
            throw wrong("host", "is neither " + service + " nor " + own);
        }
        if (RESERVED.matcher(host).matches()) {
            throw wrong("host", host + " is a name of the line's own");
        }
        return new Group(
                group,
                place,
                host,
                number("version", 1, Integer.MAX_VALUE),
                removal(),
                definition(service, isRehearsal ? 1 : MOST_WORKERS),
                variables());
    }

    private Group.Removal removal() {
        boolean isRemoved = flag("isRemoved");
        boolean isDataDropped = flag("isDataDropped");
        if (!isRemoved) {
            return Group.Removal.NONE;
        }
        return isDataDropped ? Group.Removal.DROP_DATA : Group.Removal.KEEP_DATA;
    }

    private Definition definition(String service, int mostWorkers) {
        return new Definition(
                title(service),
                number("workers", 1, mostWorkers),
                memory("memory", LEAST_MEMORY),
                memory("metaspace", LEAST_METASPACE),
                text(tree, "contextRoot", HTTP_PATH),
                text(tree, "probe", HTTP_PATH),
                database(),
                login(),
                mail(),
                messaging(),
                flag("isMailOff"));
    }

    private String title(String otherwise) {
        JsonNode given = tree.path("title");
        String title = (given.isTextual() ? given.asText() : otherwise).replaceAll("\\p{Cntrl}", " ");
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }

    private @Nullable Database database() {
        JsonNode node = part("database", Set.of("jndi"));
        return node == null ? null : new Database(texts(node, "jndi", JNDI));
    }

    private @Nullable Login login() {
        JsonNode node = part("login", Set.of("roles"));
        return node == null ? null : new Login(texts(node, "roles", ROLE));
    }

    private @Nullable Mail mail() {
        JsonNode node = part("mail", Set.of("from", "jndi"));
        return node == null
                ? null
                : new Mail(node.path("from").isNull() ? null : text(node, "from", ADDRESS), texts(node, "jndi", JNDI));
    }

    private @Nullable Messaging messaging() {
        JsonNode node = part("messaging", Set.of("queues", "topics"));
        return node == null
                ? null
                : new Messaging(texts(node, "queues", DESTINATION), texts(node, "topics", DESTINATION));
    }

    private @Nullable Variables variables() {
        JsonNode node = part("configuration", Set.of("version", "variables", "secrets"));
        if (node == null) {
            return null;
        }
        SortedMap<String, String> plain = entries(node, "variables");
        SortedMap<String, String> secrets = entries(node, "secrets");
        plain.forEach((name, value) -> Rules.wrongValue(value).ifPresent(why -> {
            throw wrong(name, why);
        }));
        secrets.forEach((name, value) -> {
            if (plain.containsKey(name)) {
                throw wrong(name, "is given twice");
            }
            if (!SEALED.matcher(value).matches()) {
                throw wrong(name, "is not sealed correctly");
            }
        });
        if (plain.size() + secrets.size() > Rules.MOST_ENTRIES) {
            throw wrong("configuration", "has more than " + Rules.MOST_ENTRIES + " entries");
        }
        return new Variables(number(node, "version", 1, Integer.MAX_VALUE), plain, secrets);
    }

    private static SortedMap<String, String> entries(JsonNode node, String key) {
        SortedMap<String, String> entries = new TreeMap<>();
        JsonNode values = node.path(key);
        if (values.isMissingNode() || values.isNull()) {
            return entries;
        }
        if (!values.isObject()) {
            throw wrong(key, "is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> one : values.properties()) {
            String name = one.getKey();
            Rules.wrongForm(name).ifPresent(why -> {
                throw wrong("configuration", "has '" + name.replaceAll("[^0-9A-Za-z_]", "?") + "', which " + why);
            });
            if (!one.getValue().isTextual()) {
                throw wrong(name, "is not a string");
            }
            entries.put(name, one.getValue().asText());
        }
        return entries;
    }

    private @Nullable JsonNode part(String key, Set<String> keys) {
        JsonNode node = tree.path(key);
        return node.isMissingNode() || node.isNull() ? null : only(node, key, keys);
    }

    private String memory(String key, int least) {
        String text = text(tree, key, MEGABYTES);
        int megabytes = Integer.parseInt(text.substring(0, text.length() - 1));
        if (megabytes < least || megabytes > MOST_MEMORY) {
            throw wrong(key, "is not from " + least + "m to " + MOST_MEMORY + "m");
        }
        return text;
    }

    private int number(String key, int least, int most) {
        return number(tree, key, least, most);
    }

    private static int number(JsonNode in, String key, int least, int most) {
        JsonNode node = in.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < least || node.asInt() > most) {
            throw wrong(key, "is not a number from " + least + " to " + most);
        }
        return node.asInt();
    }

    private boolean flag(String key) {
        JsonNode node = tree.path(key);
        if (!node.isBoolean() && !node.isMissingNode()) {
            throw wrong(key, "is not a boolean");
        }
        return node.asBoolean();
    }

    private static String text(JsonNode node, String key, Pattern pattern) {
        JsonNode value = node.path(key);
        if (!value.isTextual() || !pattern.matcher(value.asText()).matches()) {
            throw wrong(key, "has an invalid value");
        }
        return value.asText();
    }

    private static List<String> texts(JsonNode node, String key, Pattern pattern) {
        JsonNode values = node.path(key);
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray() || values.size() > LONGEST_LIST) {
            throw wrong(key, "is not a list of at most " + LONGEST_LIST);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual() || !pattern.matcher(value.asText()).matches()) {
                throw wrong(key, "has an invalid element");
            }
            texts.add(value.asText());
        }
        return texts;
    }

    private static JsonNode only(JsonNode node, String what, Set<String> keys) {
        if (!node.isObject()) {
            throw wrong(what, "is not a JSON object");
        }
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(keys);
        if (!unknown.isEmpty()) {
            throw wrong(
                    what, "has unknown members: " + String.join(", ", unknown).replaceAll("[^0-9A-Za-z, ]", "?"));
        }
        return node;
    }

    private static HostException wrong(String key, String why) {
        return new HostException("invalid request for the group: " + key + " " + why);
    }
}
