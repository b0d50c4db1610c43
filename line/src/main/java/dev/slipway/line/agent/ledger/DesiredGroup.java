package dev.slipway.line.agent.ledger;

import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Name;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server group that the ledger wants. Only what the agent needs is parsed; the rest is for the provisioner.
 *
 * @param version the version of the definition
 * @param host the label of its host name and name of its balancer
 * @param isRemoved whether it is to be removed
 * @param configuration the desired version of the service's configuration; 0 if nothing was ever set
 * @param text the ledger's full JSON
 */
public record DesiredGroup(
        String group,
        String service,
        String environment,
        long version,
        String host,
        boolean isRemoved,
        long configuration,
        String text) {
    private static final String CONFIGURATION = "configuration";

    /** Parses the ledger's JSON; empty if this agent does not understand it. */
    public static Optional<DesiredGroup> of(Json json) {
        Optional<String> group = name(json, "group");
        Optional<String> service = name(json, "service");
        Optional<String> environment = name(json, "environment");
        Optional<String> host = name(json, "host");
        long version = json.number("version", 0);
        if (group.isEmpty() || service.isEmpty() || environment.isEmpty() || host.isEmpty() || version < 1) {
            return Optional.empty();
        }
        return Optional.of(new DesiredGroup(
                group.get(),
                service.get(),
                environment.get(),
                version,
                host.get(),
                json.is("isRemoved"),
                json.object(CONFIGURATION).number("version", 0),
                json.toString()));
    }

    /** Names are used in paths. */
    private static Optional<String> name(Json json, String member) {
        return json.find(member).filter(Name::isValid);
    }

    /** The name of its data source; null if it has no database. */
    @Nullable
    public String dataSource() {
        return hasDatabase() ? service : null;
    }

    /** Whether it has a database. */
    public boolean hasDatabase() {
        return json().has("database");
    }

    /** The names of its broker's queues and topics, each the last part of its name in JNDI; empty if it has no broker. */
    public Set<String> destinations() {
        if (!json().has("messaging")) {
            return Set.of();
        }
        Json messaging = json().object("messaging");
        // These every broker has.
        Set<String> names = new TreeSet<>(List.of("DLQ", "ExpiryQueue"));
        for (String kind : List.of("queues", "topics")) {
            messaging.texts(kind).forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
        }
        return names;
    }

    /** Whether its users sign in by Keycloak. */
    public boolean hasLogin() {
        return json().has("login");
    }

    /** Whether the service's configuration has a variable or a secret with such a name. */
    public boolean hasVariable(Pattern names) {
        Json configuration = json().object(CONFIGURATION);
        return Stream.of("variables", "secrets")
                .flatMap(kind -> configuration.object(kind).names().stream())
                .anyMatch(name -> names.matcher(name).matches());
    }

    /** The temporary group for rehearsing a rollback of this one. */
    public DesiredGroup rehearsal() {
        return of(json().with("group", Rehearsal.of(group)).with("workers", 1)).orElseThrow();
    }

    /** A copy with another group's configuration. */
    public DesiredGroup configuredAs(DesiredGroup other) {
        Json configuration = other.configuration() == 0 ? null : other.json().object(CONFIGURATION);
        return configured(configuration);
    }

    /** A copy without configuration. */
    public DesiredGroup unconfigured() {
        return configured(null);
    }

    private DesiredGroup configured(@Nullable Json as) {
        Json json = as == null ? json().without(CONFIGURATION) : json().with(CONFIGURATION, as);
        return of(json).orElseThrow();
    }

    private Json json() {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("what was read as JSON can be read as JSON", e);
        }
    }

    public boolean isOf(String ofService, String ofEnvironment) {
        return service.equals(ofService) && environment.equals(ofEnvironment);
    }

    /** For messages. */
    public String workers() {
        return service + "'s workers in " + environment;
    }
}
