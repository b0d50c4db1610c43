package dev.slipway.line.demo;

import java.util.List;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A person of the example data, who can sign in.
 *
 * @param role the role in the ledger
 */
record Person(String name, String role, String first, String last) {
    static final List<Person> ALL = List.of(
            new Person("alice", "viewer", "Alice", "Arden"),
            new Person("bob", "deployer", "Bob", "Brandt"),
            new Person("carol", "admin", "Carol", "Cruz"),
            new Person("dana", "approver", "Dana", "Dunn"));

    /** The representation for Keycloak. */
    UserRepresentation account(String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        UserRepresentation account = new UserRepresentation();
        account.setUsername(name);
        account.setFirstName(first);
        account.setLastName(last);
        account.setEmail(name + "@example.org");
        account.setEmailVerified(true);
        account.setEnabled(true);
        account.setCredentials(List.of(credential));
        return account;
    }
}
