package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.NativeManagement;
import dev.slipway.line.Realm;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the workers' management knows by its own protocol: people and machines by a token, the line's own users by a password. */
class ManagementUsersIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final String WHO = "{\"operation\":\"whoami\",\"verbose\":true}";

    /** More wrong passwords than Elytron takes before it shuts a user. */
    private static final int GUESSES = 12;

    @Test
    void knowsPeopleByTheTokenOfTheCommandLine() {
        Realm.Person person = REALM.person("deployer");
        JsonNode who = who(NativeManagement.token(Caller.person(person).token()));
        assertThat(who.at("/identity/username").asText()).isEqualTo(person.name());
        assertThat(who.path("mapped-roles")).extracting(JsonNode::asText).containsExactly("Deployer");
    }

    /** A code of the device grant may be asked for by somebody else: what it opens is no more than deploying. */
    @Test
    void makesNobodyAnAdministratorAtTheCommandLine() {
        Realm.Person person = REALM.person("admin");
        assertThat(who(NativeManagement.token(Caller.person(person).token())).path("mapped-roles"))
                .extracting(JsonNode::asText)
                .containsExactly("Deployer");
    }

    /** Their names are known, and nothing is let them do: not even to look. */
    @ParameterizedTest
    @ValueSource(strings = {"viewer", "approver", ""})
    void letsNobodyElseDoAnything(String role) {
        Realm.Person person = role.isEmpty() ? REALM.person() : REALM.person(role);
        NativeManagement caller = NativeManagement.token(Caller.person(person).token());
        assertThat(who(caller).path("mapped-roles")).isEmpty();
        for (String operation : List.of(
                "{\"operation\":\"read-resource\",\"address\":[{\"deployment\":\"slipway.ear\"}]}",
                "{\"operation\":\"add\",\"address\":[{\"deployment\":\"mine.war\"}],\"content\":[{\"url\":\"file:/dev/null\"}]}",
                "{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"slipway.ear\"}]}")) {
            JsonNode answer = caller.execute(operation).orElseThrow();
            assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("failed");
            assertThat(answer.path("failure-description").asText()).containsAnyOf("WFLYCTL0216", "WFLYCTL0313");
        }
    }

    @Test
    void knowsThePipelineByItsToken() {
        JsonNode who = who(NativeManagement.token(Caller.pipeline().token()));
        assertThat(who.at("/identity/username").asText()).isEqualTo("service-account-pipeline");
    }

    @Test
    void refusesTokensThatAreForgedOrMeantForOthers() {
        String token = Caller.pipeline().token();
        assertThat(NativeManagement.token(token.substring(0, token.length() - 6) + "AAAAAA")
                        .execute(WHO))
                .isEmpty();
        assertThat(NativeManagement.token(REALM.client("admin").token()).execute(WHO))
                .as("for the ledger alone")
                .isEmpty();
        assertThat(NativeManagement.token("").execute(WHO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "agent, agent-management-password, Deployer Operator",
        "break-glass, break-glass-password, Administrator"
    })
    void knowsTheUsersThatNeedNoKeycloak(String user, String secret, String roles) {
        JsonNode who = who(NativeManagement.user(user, LINE.secret(secret)));
        assertThat(who.at("/identity/username").asText()).isEqualTo(user);
        assertThat(who.path("mapped-roles")).extracting(JsonNode::asText).containsExactlyInAnyOrder(roles.split(" "));
    }

    /** As it does with each archive that it replaces. */
    @Test
    void letsTheAgentCollectGarbage() {
        JsonNode answer = NativeManagement.user("agent", LINE.secret("agent-management-password"))
                .execute("""
                        {"operation":"gc","address":[{"core-service":"platform-mbean"},{"type":"memory"}]}""")
                .orElseThrow();
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("success");
    }

    /** Whoever guesses at the agent's password would else stop every deployment. */
    @Test
    void letsTheAgentInHoweverManyGuessedAtItsPassword() {
        for (int i = 0; i < GUESSES; i++) {
            assertThat(NativeManagement.user("agent", "wrong").execute(WHO)).isEmpty();
        }
        assertThat(NativeManagement.user("agent", LINE.secret("agent-management-password"))
                        .execute(WHO))
                .isPresent();
    }

    private static JsonNode who(NativeManagement caller) {
        return caller.execute(WHO).orElseThrow().path("result");
    }
}
