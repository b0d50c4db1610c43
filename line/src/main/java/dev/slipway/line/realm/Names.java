package dev.slipway.line.realm;

import dev.slipway.line.realm.connection.RealmException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RolesResource;
import org.keycloak.representations.idm.RoleRepresentation;

/** Resolves names in a realm. */
public record Names(RealmResource realm) {
    /** The id of a person or of a client's service account. */
    Optional<String> user(String name) {
        return MachineAccount.is(name)
                ? find(MachineAccount.client(name))
                        .map(client -> client.getServiceAccountUser().getId())
                : realm.users().searchByUsername(name, true).stream()
                        .map(user -> user.getId())
                        .findFirst();
    }

    private Optional<ClientResource> find(String client) {
        return realm.clients().findByClientId(client).stream()
                .map(found -> realm.clients().get(found.getId()))
                .findFirst();
    }

    /** An existing client. */
    ClientResource client(String name) {
        return find(name).orElseThrow(() -> new RealmException("There is no client '" + name + "' in Keycloak."));
    }

    /** The id of an existing client. */
    public String clientId(String name) {
        return client(name).toRepresentation().getId();
    }

    /** The id of a client's service account. */
    String account(String client) {
        return client(client).getServiceAccountUser().getId();
    }

    public static Map<String, RoleRepresentation> byName(RolesResource roles) {
        return roles.list().stream().collect(Collectors.toMap(RoleRepresentation::getName, Function.identity()));
    }
}
