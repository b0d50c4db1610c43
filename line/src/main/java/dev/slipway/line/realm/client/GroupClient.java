package dev.slipway.line.realm.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.realm.Executor;
import dev.slipway.line.realm.KeycloakSecrets;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.plan.Overlay;
import dev.slipway.line.realm.plan.Trees;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** A client of a server group, distinguished from the line's own by an attribute. */
public final class GroupClient {
    static final String PROTOCOL = "openid-connect";
    private static final String MARK = "slipway.server-group";
    private static final String MAPPERS = "protocolMappers";

    private GroupClient() {}

    /** The common settings: no password grant, and no roles but those granted. */
    static ClientRepresentation of(String group, String id, String name) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(id);
        client.setName(name);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setServiceAccountsEnabled(false);
        client.setFullScopeAllowed(false);
        client.setOptionalClientScopes(List.of());
        client.setAttributes(Map.of(MARK, group));
        return client;
    }

    static void attribute(ClientRepresentation client, String name, String value) {
        Map<String, String> attributes = new HashMap<>(client.getAttributes());
        attributes.put(name, value);
        client.setAttributes(attributes);
    }

    /**
     * Creates or updates the client. During a rotation, Keycloak still accepts both secrets.
     *
     * @throws RealmException if there is a client of that name that is not a group's
     */
    static ClientResource reconcile(RealmResource realm, ClientRepresentation desired) {
        return createOrUpdate(realm, desired, there -> {
            if (!isOurs(there)) {
                throw new RealmException("Keycloak has a client " + desired.getClientId() + " that is no service's");
            }
            update(realm, there, desired);
        });
    }

    /**
     * Creates a client, unless there is one of its id.
     *
     * @param update updates the one that is there
     */
    static ClientResource createOrUpdate(
            RealmResource realm, ClientRepresentation desired, Consumer<ClientRepresentation> update) {
        ClientRepresentation there = realm.clients().findByClientId(desired.getClientId()).stream()
                .findFirst()
                .orElse(null);
        if (there == null) {
            return realm.clients().get(Executor.created(realm.clients().create(desired)));
        }
        update.accept(there);
        return realm.clients().get(there.getId());
    }

    /**
     * Updates an existing client, if anything differs. During a rotation, Keycloak still accepts both secrets. The
     * caller holds the lock of the server groups' provisioning.
     */
    static void update(RealmResource realm, ClientRepresentation there, ClientRepresentation desired) {
        change(there, desired).ifPresent(changed -> {
            ClientResource client = realm.clients().get(there.getId());
            if (KeycloakSecrets.isRotating(there, desired.getSecret())) {
                KeycloakSecrets.keepingFormer(realm, () -> client.update(changed));
            } else {
                KeycloakSecrets.voidingFormer(() -> client.update(changed));
            }
        });
    }

    /**
     * The update of an existing client; empty if nothing differs, since any update invalidates a secret that is being
     * rotated. Omits the scopes, which Keycloak ignores in an update, and the secret if it is one of two accepted ones.
     */
    static Optional<ClientRepresentation> change(ClientRepresentation there, ClientRepresentation desired) {
        ObjectNode want = Trees.tree(desired);
        want.remove(List.of("defaultClientScopes", "optionalClientScopes", MAPPERS));
        if (KeycloakSecrets.isRotating(there, desired.getSecret())) {
            want.remove("secret");
        }
        List<ProtocolMapperRepresentation> mappers = mappers(there, desired);
        if (!mappers.isEmpty()) {
            want.set(MAPPERS, Trees.JSON.valueToTree(mappers));
        }
        return Overlay.change(there, want, ClientRepresentation.class);
    }

    /** With those that somebody has added in Keycloak: an update deletes what it does not list. */
    private static List<ProtocolMapperRepresentation> mappers(
            ClientRepresentation there, ClientRepresentation desired) {
        Map<String, ProtocolMapperRepresentation> mappers = new LinkedHashMap<>();
        for (ClientRepresentation client : List.of(there, desired)) {
            Stream.ofNullable(client.getProtocolMappers())
                    .flatMap(List::stream)
                    .forEach(mapper -> mappers.put(mapper.getName(), mapper));
        }
        return List.copyOf(mappers.values());
    }

    /** Disables the client if it exists and belongs to a group: no more sign-ins, but users keep its roles. */
    static void disable(RealmResource realm, String id) {
        for (ClientRepresentation client : realm.clients().findByClientId(id)) {
            if (isOurs(client)) {
                client.setEnabled(false);
                realm.clients().get(client.getId()).update(client);
            }
        }
    }

    /** Removes the client if it exists and belongs to a group. */
    static void remove(RealmResource realm, String id) {
        for (ClientRepresentation client : realm.clients().findByClientId(id)) {
            if (isOurs(client)) {
                realm.clients().get(client.getId()).remove();
            }
        }
    }

    private static boolean isOurs(ClientRepresentation client) {
        return client.getAttributes() != null && client.getAttributes().containsKey(MARK);
    }

    static ProtocolMapperRepresentation mapper(String name, String kind, Map<String, String> config) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(name);
        mapper.setProtocol(PROTOCOL);
        mapper.setProtocolMapper(kind);
        mapper.setConfig(config);
        return mapper;
    }
}
