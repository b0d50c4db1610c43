package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the line's owner tells of secrets that got another value. */
@InTurn
class RotationApiIT {
    private static final String ADDRESS = "/api/v1/agent/rotation";
    private static final String AT = "2001-02-03T02:30:00Z";

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller AGENT = REALM.client("agent", "viewer");

    private static Map<String, Object> told(String secret, String by, String at) {
        return Map.of("secret", secret, "by", by, "rotatedAt", at);
    }

    @Test
    void isOnRecordOnce() {
        AGENT.put(ADDRESS, told("it-production/oidc-secret", "jane", AT)).expect(204);
        AGENT.put(ADDRESS, told("it-production/oidc-secret", "jane", AT)).expect(204);
        assertThat(Database.texts(
                        "select payload ->> 'by' from event where kind = 'secret.rotated' and source_id = ?",
                        "it-production/oidc-secret@" + AT))
                .containsExactly("jane");
    }

    @Test
    void onlyTheAgentTells() {
        Caller.pipeline().put(ADDRESS, told("some-secret", "jane", AT)).expectProblem(403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({"Some Secret, jane, " + AT, "some-secret, '', " + AT, "some-secret, jane, yesterday"})
    void hasANameAPersonAndATime(String secret, String by, String at) {
        AGENT.put(ADDRESS, told(secret, by, at)).expectProblem(400, "invalid-request");
    }
}
