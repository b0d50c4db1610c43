package dev.slipway.line.agent;

import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server group that the ledger wants, as far as the agent has to know it: what else is said of it is for whoever makes it.
 *
 * @param version the version of the definition
 * @param host the label of its host name, which is its balancer's name, too
 * @param isRemoved whether its workers are to go
 * @param configuration the version of the service's configuration that its workers are to be told; 0 where nothing was ever set
 * @param text all that the ledger says of it, as JSON
 */
record AskedGroup(
        String group,
        String service,
        String environment,
        long version,
        String host,
        boolean isRemoved,
        long configuration,
        String text) {
    private static final String CONFIGURATION = "configuration";

    /** Each of its names becomes a part of a path. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** What the ledger says; empty where this agent does not understand it. */
    static Optional<AskedGroup> of(Json json) {
        Optional<String> group = name(json, "group");
        Optional<String> service = name(json, "service");
        Optional<String> environment = name(json, "environment");
        Optional<String> host = name(json, "host");
        long version = json.number("version", 0);
        if (group.isEmpty() || service.isEmpty() || environment.isEmpty() || host.isEmpty() || version < 1) {
            return Optional.empty();
        }
        return Optional.of(new AskedGroup(
                group.get(),
                service.get(),
                environment.get(),
                version,
                host.get(),
                json.is("isRemoved"),
                json.object(CONFIGURATION).number("version", 0),
                json.toString()));
    }

    private static Optional<String> name(Json json, String member) {
        return json.find(member).filter(text -> NAME.matcher(text).matches());
    }

    /** The name of its data source; null where it has no database. */
    @Nullable
    String dataSource() {
        return json().has("database") ? service : null;
    }

    /** The one in which a rollback of this one is rehearsed. */
    AskedGroup rehearsal() {
        return of(json().with("group", Rehearsal.of(group)).with("workers", 1)).orElseThrow();
    }

    /** The same, with another one's configuration. */
    AskedGroup configuredAs(AskedGroup other) {
        Json configuration = other.configuration() == 0 ? null : other.json().object(CONFIGURATION);
        return configured(configuration);
    }

    /** The same, told nothing by any configuration. */
    AskedGroup unconfigured() {
        return configured(null);
    }

    private AskedGroup configured(@Nullable Json as) {
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

    boolean isOf(String wantedService, String wantedEnvironment) {
        return service.equals(wantedService) && environment.equals(wantedEnvironment);
    }

    /** As a part of a sentence. */
    String workers() {
        return service + "'s workers in " + environment;
    }
}
