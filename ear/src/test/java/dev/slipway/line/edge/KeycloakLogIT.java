package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is left of an administrator's changes if they clear the events in Keycloak. */
class KeycloakLogIT {
    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void saysWhoWasGrantedWhat() throws IOException {
        Realm.Person person = REALM.person("approver");
        await().untilAsserted(() -> assertThat(lines())
                .anyMatch(line -> line.contains("operationType=\"CREATE\"")
                        && line.contains("resourcePath=\"users/" + person.id() + "\"")
                        && line.contains(person.name()))
                .anyMatch(line -> line.contains("resourcePath=\"users/" + person.id() + "/role-mappings/realm\"")
                        && line.contains("approver")));
        assertThat(lines()).noneMatch(line -> line.contains(person.password()));
    }

    /** They would push the changes out of the log. */
    @Test
    void doesNotHaveEachToken() throws IOException {
        Caller client = REALM.client("viewer");
        client.get("/api/v1/environments").expect(200);
        // Logged after the client's token was.
        Realm.Person later = REALM.person("viewer");
        await().untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains("users/" + later.id())));
        assertThat(lines()).noneMatch(line -> line.contains("type=\"CLIENT_LOGIN\""));
    }

    private static List<String> lines() throws IOException {
        Path log = Line.running().state().resolve("logs/keycloak.log");
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
