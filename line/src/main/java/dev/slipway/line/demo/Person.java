package dev.slipway.line.demo;

import dev.slipway.line.http.Json;
import java.util.List;

/**
 * Somebody of the story, who may sign in.
 *
 * @param role what they may do in the ledger
 */
record Person(String name, String role, String first, String last) {
    static final List<Person> ALL = List.of(
            new Person("alice", "viewer", "Alice", "Arden"),
            new Person("bob", "deployer", "Bob", "Brandt"),
            new Person("carol", "admin", "Carol", "Cruz"),
            new Person("dana", "approver", "Dana", "Dunn"));

    /** As Keycloak takes them. */
    Json account(String password) {
        return Json.object()
                .with("username", name)
                .with("firstName", first)
                .with("lastName", last)
                .with("email", name + "@example.org")
                .with("emailVerified", true)
                .with("enabled", true)
                .withAll(
                        "credentials",
                        List.of(Json.object()
                                .with("type", "password")
                                .with("value", password)
                                .with("temporary", false)));
    }
}
