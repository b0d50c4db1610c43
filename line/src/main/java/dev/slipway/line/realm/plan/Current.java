package dev.slipway.line.realm.plan;

import java.util.List;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/**
 * The existing objects that the realm's file may name.
 *
 * @param flows the realm as exported by Keycloak, for its flows
 */
public record Current(
        RealmRepresentation realm,
        RealmRepresentation flows,
        ClientProfilesRepresentation profiles,
        ClientPoliciesRepresentation policies,
        List<RoleRepresentation> roles,
        List<ClientRepresentation> clients) {

    public Current {
        roles = List.copyOf(roles);
        clients = List.copyOf(clients);
    }
}
