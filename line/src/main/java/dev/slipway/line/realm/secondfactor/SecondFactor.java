package dev.slipway.line.realm.secondfactor;

import java.util.List;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The second factors of a person. */
public final class SecondFactor {
    private SecondFactor() {}

    /** Gives a person one-time codes of a secret. */
    public static void give(UserResource person, TotpSecret secret) {
        UserRepresentation update = person.toRepresentation();
        update.setCredentials(List.of(secret.credential()));
        person.update(update);
    }

    /** Removes all of them: passkeys and one-time codes. */
    public static void takeAll(UserResource person) {
        person.credentials().stream()
                .filter(credential -> !CredentialRepresentation.PASSWORD.equals(credential.getType()))
                .forEach(credential -> person.removeCredential(credential.getId()));
    }
}
