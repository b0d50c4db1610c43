package dev.slipway.line.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.program.Console;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverVerbTest {
    private static final String USER = StubAdminApi.REALM + "/users/id-1";
    private static final String UNLOCK = "DELETE " + StubAdminApi.REALM + "/attack-detection/brute-force/users/id-1";
    private static final String SIGN_OUT = "POST " + USER + "/logout";
    private static final String SET_PASSWORD = "PUT " + USER + "/reset-password";
    private static final String TAKE_FACTOR = "DELETE " + USER + "/credentials/factor-1";
    private static final String GRANT = "POST " + USER + "/role-mappings/realm";
    private static final String UPDATE = "PUT " + USER;

    @TempDir
    Path state;

    private final Map<String, Stub.Reply> replies = new HashMap<>(Map.of(
            "GET " + StubAdminApi.REALM + "/users",
            Stub.Reply.of(200, "[{\"id\": \"id-1\"}]"),
            "GET " + USER,
            Stub.Reply.of(200, "{\"id\": \"id-1\", \"enabled\": true}"),
            "GET " + StubAdminApi.REALM + "/roles/admin",
            Stub.Reply.of(200, "{\"id\": \"role-1\", \"name\": \"admin\"}"),
            "GET " + USER + "/credentials",
            Stub.Reply.of(200, "[{\"id\": \"factor-1\", \"type\": \"otp\"}]")));

    private final StringWriter said = new StringWriter();
    private final RecoverVerb verb = new RecoverVerb();
    private String secondFactor = "required";

    @AutoClose
    final StubAdminApi keycloak =
            new StubAdminApi(request -> replies.getOrDefault(request.line(), Stub.Reply.of(204, "")));

    @Test
    void endsALockAndNoSession() throws IOException {
        recover("alice");
        assertThat(changes()).containsExactly(UNLOCK);
        assertThat(said.toString()).contains("alice is not locked");
    }

    @Test
    void signsOutBeforeAndAfterwards() throws IOException {
        verb.needsPassword = true;
        verb.needsSecondFactor = true;
        recover("alice");
        assertThat(changes()).containsExactly(UNLOCK, SIGN_OUT, SET_PASSWORD, TAKE_FACTOR, UPDATE, SIGN_OUT);
        assertThat(said.toString()).contains("The new password of alice", "The new second factor of alice");
    }

    /** As that of a read-only directory. */
    @Test
    void leavesTheSecondFactorWhereThePasswordIsRefused() {
        replies.put(SET_PASSWORD, Stub.Reply.of(400, "{\"error\": \"read only\"}"));
        verb.needsPassword = true;
        verb.needsSecondFactor = true;
        assertThatThrownBy(() -> recover("alice")).isInstanceOf(RealmException.class);
        assertThat(changes()).containsExactly(UNLOCK, SIGN_OUT, SET_PASSWORD);
    }

    @Test
    void signsOutWhomItEnables() throws IOException {
        replies.put("GET " + USER, Stub.Reply.of(200, "{\"id\": \"id-1\", \"enabled\": false}"));
        verb.isToBeEnabled = true;
        recover("alice");
        assertThat(changes()).containsExactly(UNLOCK, SIGN_OUT, UPDATE, SIGN_OUT);
        assertThat(said.toString()).contains("alice is enabled");
    }

    @Test
    void signsOutWhoIsEnabledAlready() throws IOException {
        verb.isToBeEnabled = true;
        recover("alice");
        assertThat(changes()).containsExactly(UNLOCK, SIGN_OUT, SIGN_OUT);
    }

    /** It is in effect, and nobody could look it up. */
    @Test
    void showsAPasswordThatItCannotWrite() throws IOException {
        Files.createDirectories(state.resolve("secrets/admin-password/in-the-way"));
        verb.needsPassword = true;
        assertThatThrownBy(() -> recover("admin")).isInstanceOf(IOException.class);
        assertThat(said.toString()).contains("The new password of admin");
    }

    @Test
    void makesSomebodyAdminAndSignsThemOut() throws IOException {
        verb.isToBeAdmin = true;
        recover("alice");
        assertThat(changes()).containsExactly(UNLOCK, SIGN_OUT, GRANT, SIGN_OUT);
        assertThat(keycloak.received(GRANT))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("role-1"));
        assertThat(said.toString()).contains("alice has the role admin");
    }

    @Test
    void makesNobodyAdminWhoLacksTheSecondFactor() throws IOException {
        replies.put("GET " + USER + "/credentials", Stub.Reply.of(200, "[{\"id\": \"1\", \"type\": \"password\"}]"));
        verb.isToBeAdmin = true;
        assertThatThrownBy(() -> recover("alice"))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("alice has no second factor");
        assertThat(changes()).isEmpty();

        verb.needsSecondFactor = true;
        recover("alice");
        assertThat(changes()).containsExactly(UNLOCK, SIGN_OUT, UPDATE, GRANT, SIGN_OUT);
    }

    @Test
    void asksForNoSecondFactorWhereNoneIsRequired() throws IOException {
        replies.put("GET " + USER + "/credentials", Stub.Reply.of(200, "[]"));
        secondFactor = "optional";
        verb.isToBeAdmin = true;
        recover("alice");
        assertThat(changes()).contains(GRANT);
    }

    private void recover(String person) throws IOException {
        Settings settings =
                Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ADMIN_SECOND_FACTOR", secondFactor));
        Console console = new Console(new PrintWriter(said), false);
        keycloak.inRealm(state, realm -> verb.recover(realm, person, settings, console));
    }

    private List<String> changes() {
        return keycloak.changes().stream().map(Stub.Received::line).toList();
    }
}
