package dev.slipway.ledger.definition.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A service's requirements, with defaults for what its file leaves out.
 *
 * @param title its display name
 * @param environments where it runs, by the environment's name, and how large it is there
 * @param database its database in each environment; null for none
 * @param login its users' login; null for none
 * @param mail its mail; null for none
 * @param messaging its queues and topics; null for none
 * @param contextRoot the application's path on its host
 * @param probe the path of the health check
 */
@Schema(
        name = "ServiceDefinition",
        description = "What a service needs, with the defaults of what its file leaves out.")
public record Definition(
        @Schema(examples = "shop") String service,
        @Schema(examples = "Web shop") String title,

        @Schema(examples = "{\"production\": {\"workers\": 2, \"memory\": \"768m\", \"metaspace\": \"256m\"}}")
        Map<String, Size> environments,

        @Nullable Database database,
        @Nullable Login login,
        @Nullable Mail mail,
        @Nullable Messaging messaging,
        @Schema(examples = "/") String contextRoot,
        @Schema(examples = "/api/ready") String probe) {

    /** Preserves the order. */
    public Definition {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    }

    /** The part for one environment; equal parts need no change there. */
    public Definition in(String environment) {
        Size size = Objects.requireNonNull(environments.get(environment), environment);
        return new Definition(
                service, title, Map.of(environment, size), database, login, mail, messaging, contextRoot, probe);
    }

    /**
     * The size of a service in one environment.
     *
     * @param workers how many servers run it
     * @param memory the heap of each
     * @param metaspace what each may have for classes
     * @param mail false if what the application sends there reaches nobody; otherwise null
     */
    @Schema(name = "ServiceSize", description = "The size of a service in one environment.")
    public record Size(
            @Schema(examples = "2") int workers,

            @Schema(type = SchemaType.STRING, implementation = String.class, examples = "768m")
            Memory memory,

            @Schema(type = SchemaType.STRING, implementation = String.class, examples = "256m")
            Memory metaspace,

            @Schema(description = "*false* if no mail is sent there; otherwise left out.", examples = "false") @Nullable
            Boolean mail) {}

    /**
     * A database in each environment.
     *
     * @param jndi names under which the application looks for it, besides those that are always there
     */
    @Schema(name = "ServiceDatabase", description = "A database and its role in each environment.")
    public record Database(
            @Schema(examples = "[\"java:jboss/datasources/ShopDS\"]")
            List<String> jndi) {
        public Database {
            jndi = List.copyOf(jndi);
        }
    }

    /**
     * A Keycloak client that the application's users sign in with.
     *
     * @param roles its users' possible roles
     */
    @Schema(name = "ServiceLogin", description = "A Keycloak client in each environment.")
    public record Login(@Schema(examples = "[\"customer\"]") List<String> roles) {
        public Login {
            roles = List.copyOf(roles);
        }
    }

    /**
     * Mail that the application sends.
     *
     * @param from whom it is from; null for the service's name in the line's domain
     * @param jndi names under which the application looks for it, besides those that are always there
     */
    @Schema(name = "ServiceMail", description = "Mail that the application sends.")
    public record Mail(
            @Schema(examples = "shop@example.org") @Nullable String from,
            @Schema(examples = "[\"java:jboss/mail/Shop\"]") List<String> jndi) {
        public Mail {
            jndi = List.copyOf(jndi);
        }
    }

    /**
     * The destinations of the application's messages.
     *
     * @param queues each message goes to one receiver
     * @param topics each message goes to all receivers
     */
    @Schema(name = "ServiceMessaging", description = "The application's queues and topics.")
    public record Messaging(
            @Schema(examples = "[\"orders\"]") List<String> queues,
            @Schema(examples = "[\"prices\"]") List<String> topics) {
        public Messaging {
            queues = List.copyOf(queues);
            topics = List.copyOf(topics);
        }
    }
}
