package dev.slipway.ledger.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UsersResource;

class PersonDirectoryTest {

    /** A client with the role admin is no other admin: nobody can sign in as one. */
    @Test
    void findsNoPersonInAMachine() {
        PersonDirectory people = new PersonDirectory();
        people.realm = new Realm() {
            @Override
            <T> T call(Function<UsersResource, T> operation) {
                throw new AssertionError("Keycloak is asked for a machine");
            }
        };
        assertThat(people.find("service-account-pipeline")).isEmpty();
    }
}
