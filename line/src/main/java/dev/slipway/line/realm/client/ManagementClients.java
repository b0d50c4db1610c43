package dev.slipway.line.realm.client;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.realm.Names;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/**
 * The clients whose tokens people use to manage the workers of a server group.
 *
 * <p>A service's team controls its workers, which serve the console's page, and so every token sent to them. Therefore,
 * the audience of these tokens is only that group's management. The workers have the secret of a client that cannot get
 * tokens, only introspect those issued for them.
 *
 * <p>A group's name has no dot, so these names do not clash with those of {@link ServiceClient}.
 *
 * @param title the name shown at sign-in
 * @param consoles the URLs of its workers' consoles, without a trailing slash
 */
public record ManagementClients(String group, String title, List<String> consoles) {
    /**
     * The version of the rules for creating a group's clients, {@link ServiceClient} included. A new version reconciles
     * the clients of existing groups.
     */
    private static final String RULES = "2";

    private static final String MANAGEMENT = ".management";
    private static final String CONSOLE = ".console";
    private static final String CLI = ".cli";

    public ManagementClients {
        consoles = List.copyOf(consoles);
    }

    /** A hexadecimal digest of the values and of the rules' version. */
    public String digest() {
        return Sha256.hex(String.join("\n", RULES, group, title, String.join(" ", consoles)));
    }

    /**
     * Creates or updates them.
     *
     * @param secret the secret with which its workers introspect tokens
     * @throws RuntimeException if Keycloak does not answer, rejects a request, or has other clients of these names
     */
    public void make(Settings settings, String secret) throws IOException {
        new Connection(settings).inRealmWithoutWaiting(realm -> make(realm, secret));
    }

    /**
     * Removes them if they exist.
     *
     * @throws RuntimeException if Keycloak does not answer or rejects a request
     */
    public static void remove(Settings settings, String group) throws IOException {
        new Connection(settings)
                .inRealmWithoutWaiting(realm ->
                        Stream.of(CONSOLE, CLI, MANAGEMENT).forEach(kind -> GroupClient.remove(realm, group + kind)));
    }

    private void make(RealmResource realm, String secret) {
        GroupClient.reconcile(realm, management(secret));
        ClientResource console = GroupClient.reconcile(realm, console());
        scope(realm, console, "admin", "deployer", "services");
        String account = new Names(realm).clientId("account");
        // For the user name in the console.
        console.getScopeMappings()
                .clientLevel(account)
                .add(List.of(
                        realm.clients().get(account).roles().get("view-profile").toRepresentation()));
        scope(realm, GroupClient.reconcile(realm, cli()), "deployer", "services");
    }

    private static void scope(RealmResource realm, ClientResource client, String... roles) {
        List<RoleRepresentation> all = Stream.of(roles)
                .map(role -> realm.roles().get(role).toRepresentation())
                .toList();
        client.getScopeMappings().realmLevel().add(all);
    }

    /** The audience of the tokens. It cannot get any itself. */
    ClientRepresentation management(String secret) {
        ClientRepresentation client = GroupClient.of(group, group + MANAGEMENT, title + ", its workers");
        client.setBearerOnly(true);
        client.setStandardFlowEnabled(false);
        client.setPublicClient(false);
        client.setClientAuthenticatorType("client-secret");
        client.setSecret(secret);
        client.setProtocolMappers(List.of());
        return client;
    }

    /** WildFly's console at each worker's URL. */
    ClientRepresentation console() {
        ClientRepresentation client = open(CONSOLE, "the console of its workers", "web-origins");
        client.setBaseUrl(consoles.get(0) + "/");
        client.setRedirectUris(
                consoles.stream().map(console -> console + "/console/*").toList());
        client.setWebOrigins(consoles);
        GroupClient.attribute(client, "post.logout.redirect.uris", "+");
        client.setProtocolMappers(List.of(audience()));
        return client;
    }

    /** For {@code slipway token --for}. Like those of the client {@code cli}, its tokens grant no administrator rights. */
    ClientRepresentation cli() {
        ClientRepresentation client = open(CLI, "its workers on the command line");
        client.setRedirectUris(List.of("http://127.0.0.1/callback"));
        client.setWebOrigins(List.of());
        GroupClient.attribute(client, "oauth2.device.authorization.grant.enabled", "true");
        GroupClient.attribute(client, "oauth2.device.code.lifespan", "300");
        GroupClient.attribute(client, "oauth2.device.polling.interval", "3");
        client.setProtocolMappers(List.of(audience(), groups()));
        return client;
    }

    private ClientRepresentation open(String kind, String what, String... scopes) {
        ClientRepresentation client = GroupClient.of(group, group + kind, title + ", " + what);
        client.setPublicClient(true);
        client.setStandardFlowEnabled(true);
        client.setDefaultClientScopes(Stream.concat(Stream.of("basic", "profile", "roles"), Stream.of(scopes))
                .toList());
        GroupClient.attribute(client, "pkce.code.challenge.method", "S256");
        return client;
    }

    private ProtocolMapperRepresentation audience() {
        return GroupClient.mapper(
                "audience",
                "oidc-audience-mapper",
                Map.of(
                        "included.client.audience", group + MANAGEMENT,
                        "access.token.claim", "true",
                        "introspection.token.claim", "true"));
    }

    /** The claim in which WildFly's native protocol looks for roles. */
    private static ProtocolMapperRepresentation groups() {
        return GroupClient.mapper(
                "groups",
                "oidc-usermodel-realm-role-mapper",
                Map.of(
                        "claim.name", "groups",
                        "jsonType.label", "String",
                        "multivalued", "true",
                        "access.token.claim", "true",
                        "introspection.token.claim", "true"));
    }
}
