package dev.slipway.line.demo;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;

/** The accounts in Keycloak's realm slipway. */
record Accounts(RealmResource realm) {
    /** Adds a person with a realm role; an existing account is left alone. */
    void add(Person person, String password) {
        String id;
        try (Response answer = realm.users().create(person.account(password))) {
            if (answer.getStatus() == Status.CONFLICT.getStatusCode()) {
                return;
            }
            id = CreatedResponseUtil.getCreatedId(answer);
        }
        realm.users()
                .get(id)
                .roles()
                .realmLevel()
                .add(List.of(realm.roles().get(person.role()).toRepresentation()));
    }
}
