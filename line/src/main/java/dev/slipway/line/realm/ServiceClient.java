package dev.slipway.line.realm;

import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final String REALM = "slipway";
    private static final String PROTOCOL = "openid-connect";
    /** By which a client of this kind is told from the line's own. */
    private static final String MARK = "slipway.server-group";

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
        new Connection(settings).runNow(keycloak -> make(keycloak.realm(REALM), secret));
    }

    /**
     * Removes it, where it is there.
     *
     * @throws RuntimeException when Keycloak does not answer, or refuses
     */
    public static void remove(Settings settings, String name) throws IOException {
        new Connection(settings).runNow(keycloak -> {
            RealmResource realm = keycloak.realm(REALM);
            for (ClientRepresentation client : realm.clients().findByClientId(name)) {
                if (isOurs(client)) {
                    realm.clients().get(client.getId()).remove();
                }
            }
        });
    }

    private void make(RealmResource realm, String secret) {
        ClientRepresentation wanted = client(secret);
        ClientRepresentation there =
                realm.clients().findByClientId(name).stream().findFirst().orElse(null);
        ClientResource client;
        if (there == null) {
            client = realm.clients().get(Executor.created(realm.clients().create(wanted)));
        } else if (isOurs(there)) {
            client = realm.clients().get(there.getId());
            client.update(Trees.representation(
                    Overlay.lay(Trees.tree(there), Trees.tree(wanted)), ClientRepresentation.class));
            settleMappers(client, there);
        } else {
            throw new RealmException("Keycloak has a client " + name + " that is no service's");
        }
        settleRoles(client);
    }

    /** An update leaves those of a client that is there alone. */
    private void settleMappers(ClientResource client, ClientRepresentation there) {
        Set<String> have = there.getProtocolMappers() == null
                ? Set.of()
                : there.getProtocolMappers().stream()
                        .map(ProtocolMapperRepresentation::getName)
                        .collect(Collectors.toSet());
        List<ProtocolMapperRepresentation> missing = new ArrayList<>(mappers());
        missing.removeIf(mapper -> have.contains(mapper.getName()));
        if (!missing.isEmpty()) {
            client.getProtocolMappers().createMapper(missing);
        }
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

    private static boolean isOurs(ClientRepresentation client) {
        return client.getAttributes() != null && client.getAttributes().containsKey(MARK);
    }

    ClientRepresentation client(String secret) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(name);
        client.setName(title);
        client.setPublicClient(false);
        client.setClientAuthenticatorType("client-secret");
        client.setSecret(secret);
        client.setStandardFlowEnabled(true);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setServiceAccountsEnabled(false);
        client.setFullScopeAllowed(false);
        client.setBaseUrl(address + "/");
        client.setRedirectUris(List.of(address + "/*"));
        client.setWebOrigins(List.of(address));
        // Not the scope `roles`, which has the realm's.
        client.setDefaultClientScopes(List.of("basic", "email", "profile"));
        client.setOptionalClientScopes(List.of());
        client.setAttributes(Map.of("post.logout.redirect.uris", "+", MARK, name));
        client.setProtocolMappers(mappers());
        return client;
    }

    private List<ProtocolMapperRepresentation> mappers() {
        return List.of(
                roleMapper("roles", "realm_access.roles"),
                roleMapper("client roles", "resource_access.${client_id}.roles"));
    }

    private ProtocolMapperRepresentation roleMapper(String called, String claim) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(called);
        mapper.setProtocol(PROTOCOL);
        mapper.setProtocolMapper("oidc-usermodel-client-role-mapper");
        mapper.setConfig(Map.of(
                "usermodel.clientRoleMapping.clientId", name,
                "claim.name", claim,
                "jsonType.label", "String",
                "multivalued", "true",
                "access.token.claim", "true",
                "id.token.claim", "true",
                "userinfo.token.claim", "true",
                "introspection.token.claim", "true"));
        return mapper;
    }
}
