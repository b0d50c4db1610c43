package dev.slipway.ledger.group;

import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.definition.reading.Definition.Database;
import dev.slipway.ledger.definition.reading.Definition.Login;
import dev.slipway.ledger.definition.reading.Definition.Messaging;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a server group, as the agent gets it.
 *
 * @param service the service that it runs
 * @param title what people call the service
 * @param version the version of the definition that wants this; the agent reports by it
 * @param host its host, before the line's domain
 * @param isRemoved whether its workers, host and client are to go
 * @param isDataDropped whether its data are to go, too
 * @param workers how many workers
 * @param memory the heap of each
 * @param metaspace what each may have for classes
 * @param contextRoot where the application lies on its host
 * @param probe what answers when the application is well
 * @param database what is said of its database; null for none
 * @param login what is said of its users' login; null for none
 * @param mail what is said of its mail; null for none
 * @param messaging its queues and topics; null for none
 * @param isMailOff true if what the application sends there reaches nobody; otherwise null
 * @param configuration what its workers are to run with; null if nothing was ever set
 */
@Schema(name = "DesiredServerGroup", description = "The desired state of a server group.")
public record DesiredGroup(
        @Schema(examples = "shop-production") String group,
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "Web shop") String title,
        @Schema(examples = "3") int version,
        @Schema(examples = "shop") String host,
        @Schema(examples = "false") boolean isRemoved,
        @Schema(examples = "false") boolean isDataDropped,
        @Schema(examples = "2") int workers,
        @Schema(examples = "768m") String memory,
        @Schema(examples = "256m") String metaspace,
        @Schema(examples = "/") String contextRoot,
        @Schema(examples = "/api/ready") String probe,
        @Nullable Database database,
        @Nullable Login login,
        Definition.@Nullable Mail mail,
        @Nullable Messaging messaging,
        @Schema(examples = "true") @Nullable Boolean isMailOff,
        @Nullable Configuration configuration) {

    /**
     * The desired configuration of a group's workers, as environment variables.
     *
     * @param version the version of the service's configuration there
     * @param variables values, by name
     * @param secrets values sealed for the line's key, by name
     */
    @Schema(
            name = "DesiredConfiguration",
            description = "The configuration that a group's workers are to run with, as environment variables.")
    public record Configuration(
            @Schema(examples = "4") int version,

            @Schema(examples = "{\"FEATURE_X\": \"on\"}") Map<String, String> variables,

            @Schema(
                    description =
                            "Compact JWEs: each names the key, the service, the environment and the name that it is for.",
                    examples =
                            "{\"API_KEY\": \"eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIsImVuYyI6IkEyNTZHQ00ifQ.a2V5.bm9uY2U.c2VhbGVk.dGFn\"}")
            Map<String, String> secrets) {
        public Configuration {
            variables = Collections.unmodifiableMap(new TreeMap<>(variables));
            secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        }

        static Configuration of(ConfigurationVersion version) {
            return new Configuration(
                    version.version(),
                    version.snapshot().variables(),
                    version.snapshot().secrets());
        }
    }

    /**
     * The desired state of this group.
     *
     * @param configured the configuration version that its workers should run with; null if none was ever set
     * @param domain the line's: mail is from the service there, unless its definition says otherwise
     */
    static DesiredGroup of(ServerGroup group, @Nullable ConfigurationVersion configured, String domain) {
        Definition definition = group.definition();
        String environment = group.environment().name();
        Definition.Size size = group.size();
        return new DesiredGroup(
                group.name(),
                definition.service(),
                environment,
                definition.title(),
                group.wantedVersion(),
                group.host(),
                group.isRemoved(),
                group.isDataDropped(),
                size.workers(),
                size.memory().toString(),
                size.metaspace().toString(),
                definition.contextRoot(),
                probe(definition),
                definition.database(),
                definition.login(),
                mail(definition, domain),
                definition.messaging(),
                Boolean.FALSE.equals(size.mail()) ? Boolean.TRUE : null,
                configured == null ? null : Configuration.of(configured));
    }

    /**
     * A servlet container redirects a context root to the same with a slash by itself: the application itself must
     * answer.
     */
    private static String probe(Definition definition) {
        String root = definition.contextRoot();
        return definition.probe().equals(root) && !root.equals("/") ? root + "/" : definition.probe();
    }

    private static Definition.@Nullable Mail mail(Definition definition, String domain) {
        Definition.Mail mail = definition.mail();
        return mail == null || mail.from() != null
                ? mail
                : new Definition.Mail(definition.service() + "@" + domain, mail.jndi());
    }
}
