package dev.slipway.line.realm.client;

import dev.slipway.line.realm.Names;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/**
 * The client by which the users of a server group sign in.
 *
 * <p>It has client roles, so that the {@code admin} of one service has no rights in another, nor on the line. Its
 * tokens also carry them in the claim of the realm's roles, which Elytron reads by default; they do not contain the
 * realm's own roles.
 *
 * @param name the name of the group and of the client
 * @param title the name shown at sign-in
 * @param address the URL of the application, without a trailing slash
 * @param roles the roles that its users can have
 */
public record ServiceClient(String name, String title, String address, List<String> roles) {
    public ServiceClient {
        roles = List.copyOf(roles);
    }

    /**
     * Creates or updates it, and enables it. Roles that it made and that are no longer listed are deleted.
     *
     * @throws RuntimeException if Keycloak does not answer, rejects a request, or has another client of that name
     */
    public void make(Settings settings, String secret) throws IOException {
        new Connection(settings).inRealmWithoutWaiting(realm -> make(realm, secret));
    }

    /**
     * Disables the client if it exists. Users keep its roles.
     *
     * @throws RuntimeException if Keycloak does not answer or rejects a request
     */
    public static void disable(Settings settings, String name) throws IOException {
        new Connection(settings).inRealmWithoutWaiting(realm -> GroupClient.disable(realm, name));
    }

    /**
     * Removes it if it exists.
     *
     * @throws RuntimeException if Keycloak does not answer or rejects a request
     */
    public static void remove(Settings settings, String name) throws IOException {
        new Connection(settings).inRealmWithoutWaiting(realm -> GroupClient.remove(realm, name));
    }

    private void make(RealmResource realm, String secret) {
        reconcileRoles(GroupClient.reconcile(realm, client(secret)));
    }

    private void reconcileRoles(ClientResource client) {
        Map<String, RoleRepresentation> have = Names.byName(client.roles());
        for (String role : roles) {
            if (!have.containsKey(role)) {
                client.roles().create(new RoleRepresentation(role, description(), false));
            }
        }
        unlisted(have.values()).forEach(client.roles()::deleteRole);
    }

    /** The roles listed by a former definition, but not those added by hand in Keycloak. */
    List<String> unlisted(Collection<RoleRepresentation> have) {
        return have.stream()
                .filter(role -> description().equals(role.getDescription()))
                .map(RoleRepresentation::getName)
                .filter(role -> !roles.contains(role))
                .toList();
    }

    private String description() {
        return "of " + name;
    }

    ClientRepresentation client(String secret) {
        ClientRepresentation client = GroupClient.of(name, name, title);
        client.setEnabled(true);
        client.setPublicClient(false);
        client.setClientAuthenticatorType("client-secret");
        client.setSecret(secret);
        client.setStandardFlowEnabled(true);
        client.setBaseUrl(address + "/");
        client.setRedirectUris(List.of(address + "/*"));
        client.setWebOrigins(List.of(address));
        // Not the scope `roles`, which contains the realm's roles.
        client.setDefaultClientScopes(List.of("basic", "email", "profile"));
        GroupClient.attribute(client, "post.logout.redirect.uris", "+");
        client.setProtocolMappers(mappers());
        return client;
    }

    private List<ProtocolMapperRepresentation> mappers() {
        return List.of(
                roleMapper("roles", "realm_access.roles"),
                roleMapper("client roles", "resource_access.${client_id}.roles"));
    }

    private ProtocolMapperRepresentation roleMapper(String called, String claim) {
        return GroupClient.mapper(
                called,
                "oidc-usermodel-client-role-mapper",
                Map.of(
                        "usermodel.clientRoleMapping.clientId", name,
                        "claim.name", claim,
                        "jsonType.label", "String",
                        "multivalued", "true",
                        "access.token.claim", "true",
                        "id.token.claim", "true",
                        "userinfo.token.claim", "true",
                        "introspection.token.claim", "true"));
    }
}
