package dev.slipway.line.realm.client;

import dev.slipway.line.realm.Connection;
import dev.slipway.line.realm.Names;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/**
 * The client that the users of one server group sign in by.
 *
 * <p>Its roles are its own, so that the {@code admin} of one service is nobody to another, nor to the line. An application finds them where
 * it looks for a realm's roles, too, for that is where Elytron looks unless told otherwise; the realm's own are not in its tokens.
 *
 * @param name of the group, and so of the client
 * @param title what a person sees when signing in
 * @param address where the application answers, without a slash at the end
 * @param roles those that its users may have
 */
public record ServiceClient(String name, String title, String address, List<String> roles) {
    /** Keeps a copy. */
    public ServiceClient {
        roles = List.copyOf(roles);
    }

    /**
     * Makes it, or changes what differs. A role that is not among its own any more goes.
     *
     * @throws RuntimeException when Keycloak does not answer, or refuses, or has another client of that name
     */
    public void make(Settings settings, String secret) throws IOException {
        new Connection(settings).inRealmNow(realm -> make(realm, secret));
    }

    /**
     * Removes it, where it is there.
     *
     * @throws RuntimeException when Keycloak does not answer, or refuses
     */
    public static void remove(Settings settings, String name) throws IOException {
        new Connection(settings).inRealmNow(realm -> GroupClient.remove(realm, name));
    }

    private void make(RealmResource realm, String secret) {
        settleRoles(GroupClient.settle(realm, client(secret)));
    }

    private void settleRoles(ClientResource client) {
        Set<String> have = Names.byName(client.roles()).keySet();
        for (String role : roles) {
            if (!have.contains(role)) {
                client.roles().create(new RoleRepresentation(role, "of " + name, false));
            }
        }
        have.stream().filter(role -> !roles.contains(role)).forEach(client.roles()::deleteRole);
    }

    ClientRepresentation client(String secret) {
        ClientRepresentation client = GroupClient.of(name, name, title);
        client.setPublicClient(false);
        client.setClientAuthenticatorType("client-secret");
        client.setSecret(secret);
        client.setStandardFlowEnabled(true);
        client.setBaseUrl(address + "/");
        client.setRedirectUris(List.of(address + "/*"));
        client.setWebOrigins(List.of(address));
        // Not the scope `roles`, which has the realm's.
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
