package dev.slipway.line.host;

import static dev.slipway.line.host.RequestObject.wrong;

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
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.ledger.Name;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a request for a server group as untrusted input: its author has fewer rights than the provisioner, and its
 * values end up in commands, configurations and system names.
 */
public final class GroupFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

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

    private final RequestObject request;

    private GroupFile(RequestObject request) {
        this.request = request;
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
        Group group = new GroupFile(RequestObject.of(tree, "what the agent asks for", KEYS)).group();
        if (!group.group().equals(name)) {
            throw wrong("group", "is not " + name);
        }
        return group;
    }

    private Group group() {
        String service = request.text("service", Name.FORM);
        String environment = request.text("environment", Name.FORM);
        String group = request.text("group", Name.FORM);
        DeploymentTarget target = new DeploymentTarget(service, environment);
        String own = target.group();
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
        String host = request.text("host", Name.FORM);
        if (!host.equals(service) && !host.equals(own)) {
            throw wrong("host", "is neither " + service + " nor " + own);
        }
        if (RESERVED.matcher(host).matches()) {
            throw wrong("host", host + " is a name of the line's own");
        }
        return new Group(
                group,
                target,
                host,
                request.number("version", 1, Integer.MAX_VALUE),
                removal(),
                definition(service, isRehearsal ? 1 : MOST_WORKERS),
                variables());
    }

    private Group.Removal removal() {
        boolean isRemoved = request.flag("isRemoved");
        boolean isDataDropped = request.flag("isDataDropped");
        if (!isRemoved) {
            return Group.Removal.NONE;
        }
        return isDataDropped ? Group.Removal.DROP_DATA : Group.Removal.KEEP_DATA;
    }

    private Definition definition(String service, int mostWorkers) {
        return new Definition(
                title(service),
                request.number("workers", 1, mostWorkers),
                memory("memory", LEAST_MEMORY),
                memory("metaspace", LEAST_METASPACE),
                request.text("contextRoot", HTTP_PATH),
                request.text("probe", HTTP_PATH),
                database(),
                login(),
                mail(),
                messaging(),
                request.flag("isMailOff"));
    }

    private String title(String otherwise) {
        String title = request.textOr("title", otherwise).replaceAll("\\p{Cntrl}", " ");
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }

    private @Nullable Database database() {
        RequestObject database = request.part("database", Set.of("jndi"));
        return database == null ? null : new Database(database.texts("jndi", JNDI));
    }

    private @Nullable Login login() {
        RequestObject login = request.part("login", Set.of("roles"));
        return login == null ? null : new Login(login.texts("roles", ROLE));
    }

    private @Nullable Mail mail() {
        RequestObject mail = request.part("mail", Set.of("from", "jndi"));
        return mail == null ? null : new Mail(mail.textOrNull("from", ADDRESS), mail.texts("jndi", JNDI));
    }

    private @Nullable Messaging messaging() {
        RequestObject messaging = request.part("messaging", Set.of("queues", "topics"));
        return messaging == null
                ? null
                : new Messaging(messaging.texts("queues", DESTINATION), messaging.texts("topics", DESTINATION));
    }

    private @Nullable Variables variables() {
        RequestObject configuration = request.part("configuration", Set.of("version", "variables", "secrets"));
        if (configuration == null) {
            return null;
        }
        SortedMap<String, String> plain = entries(configuration, "variables");
        SortedMap<String, String> secrets = entries(configuration, "secrets");
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
        return new Variables(configuration.number("version", 1, Integer.MAX_VALUE), plain, secrets);
    }

    private static SortedMap<String, String> entries(RequestObject configuration, String key) {
        SortedMap<String, String> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : configuration.entries(key)) {
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

    private String memory(String key, int least) {
        String text = request.text(key, MEGABYTES);
        int megabytes = Integer.parseInt(text.substring(0, text.length() - 1));
        if (megabytes < least || megabytes > MOST_MEMORY) {
            throw wrong(key, "is not from " + least + "m to " + MOST_MEMORY + "m");
        }
        return text;
    }
}
