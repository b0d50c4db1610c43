package dev.slipway.line.realm.client;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.realm.Connection;
import dev.slipway.line.realm.Names;
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
 * The clients by whose tokens people manage the workers of one server group.
 *
 * <p>A service's team has its workers in its hands, and so every token that those are shown: the console's page comes from there. So the
 * tokens of these clients are meant for that group's management and nobody else's. The workers' own secret is that of a client which
 * gets no tokens; by it they ask Keycloak whose the tokens are that are meant for them.
 *
 * <p>A dot is in no group's name: these are nobody's {@link ServiceClient}.
 *
 * @param group its name
 * @param title what a person sees when signing in
 * @param consoles where its workers' consoles answer, without a slash at the end
 */
public record ManagementClients(String group, String title, List<String> consoles) {
    private static final String MANAGEMENT = ".management";
    private static final String CONSOLE = ".console";
    private static final String CLI = ".cli";

    /** Keeps a copy. */
    public ManagementClients {
        consoles = List.copyOf(consoles);
    }

    /** Changes when anything of it does, or where these are made by other rules; as hexadecimal digits. */
    public String digest() {
        return Sha256.hex(String.join("\n", "1", group, title, String.join(" ", consoles)));
    }

    /**
     * Makes them, or changes what differs.
     *
     * @param secret by which its workers ask whose a token is
     * @throws RuntimeException when Keycloak does not answer, or refuses, or has others of these names
     */
    public void make(Settings settings, String secret) throws IOException {
        new Connection(settings).inRealmNow(realm -> make(realm, secret));
    }

    /**
     * Removes them, where they are there.
     *
     * @throws RuntimeException when Keycloak does not answer, or refuses
     */
    public static void remove(Settings settings, String group) throws IOException {
        new Connection(settings)
                .inRealmNow(realm ->
                        Stream.of(CONSOLE, CLI, MANAGEMENT).forEach(kind -> GroupClient.remove(realm, group + kind)));
    }

    private void make(RealmResource realm, String secret) {
        GroupClient.settle(realm, management(secret));
        ClientResource console = GroupClient.settle(realm, console());
        scope(realm, console, "admin", "deployer", "services");
        String account = new Names(realm).clientId("account");
        // The console wants to show who is signed in.
        console.getScopeMappings()
                .clientLevel(account)
                .add(List.of(
                        realm.clients().get(account).roles().get("view-profile").toRepresentation()));
        scope(realm, GroupClient.settle(realm, cli()), "deployer", "services");
    }

    private static void scope(RealmResource realm, ClientResource client, String... roles) {
        List<RoleRepresentation> all = Stream.of(roles)
                .map(role -> realm.roles().get(role).toRepresentation())
                .toList();
        client.getScopeMappings().realmLevel().add(all);
    }

    /** For whom the tokens are. It gets none itself. */
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

    /** WildFly's console, at each worker's address. */
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

    /** {@code slipway token --for}. Its tokens make nobody an administrator, as those of the client {@code cli} do not. */
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

    /** Where WildFly's own protocol looks for roles. */
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
