package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What people change of their own accounts. */
class OwnAccountIT {
    private static final String ACCOUNT = Line.running().auth() + "/realms/slipway/account/";

    @AutoClose
    static final Realm REALM = new Realm();

    /** Else whoever wrote a commit, or ran a pipeline, would take another address and approve that. */
    @Test
    void isNotTheAddressByWhichTheGateKnowsThem() {
        Caller person = Caller.person(REALM.person("approver"), "account-console", ACCOUNT);
        ObjectNode account = account(person);
        String address = account.path("email").asText();
        assertThat(change(person, account.put("firstName", "Another"))).isEqualTo(204);
        assertThat(account(person).path("firstName").asText()).isEqualTo("Another");
        assertThat(change(person, account.put("email", "another@example.org"))).isEqualTo(400);
        assertThat(account(person).path("email").asText()).isEqualTo(address);
    }

    /** Else they would be somebody else to the gate. */
    @Test
    void isNotTheirName() {
        Realm.Person known = REALM.person("approver");
        Caller person = Caller.person(known, "account-console", ACCOUNT);
        assertThat(change(person, account(person).put("username", Realm.name())))
                .isEqualTo(400);
        assertThat(account(person).path("username").asText()).isEqualTo(known.name());
    }

    private static ObjectNode account(Caller person) {
        return (ObjectNode) person.get(ACCOUNT, "Accept", "application/json").expect(200);
    }

    private static int change(Caller person, ObjectNode account) {
        return person.send(
                        "POST",
                        ACCOUNT,
                        BodyPublishers.ofString(account.toString()),
                        "Content-Type",
                        "application/json")
                .status();
    }
}
