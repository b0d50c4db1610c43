package dev.slipway.line.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.identity.CredentialException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerExceptionTest {
    private static final URI LEDGER = URI.create("https://mywebapp.example.org/api/v1/releases");

    private static CallException answer(int status, String body) {
        return LedgerException.of(
                new Answer(
                        LEDGER,
                        status,
                        HttpHeaders.of(Map.of(), (name, value) -> true),
                        body.getBytes(StandardCharsets.UTF_8)),
                "the release",
                "alice's token");
    }

    /** With the problem's other members, in JSON. */
    private static CallException problem(int status, String slug, String members) {
        return answer(status, "{\"type\":\"https://example.org/problems#" + slug + "\"" + members + "}");
    }

    private static LedgerRefusedException invalid(String field, String detail) {
        return (LedgerRefusedException) problem(
                400, "invalid-request", ",\"errors\":[{\"field\":\"" + field + "\",\"detail\":\"" + detail + "\"}]");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void saysThatTheLedgerDoesNotAnswer(int status) {
        CallException failure = answer(status, "<html>");
        assertThat(failure.what()).isEqualTo("The ledger does not answer (status " + status + ").");
        assertThat(failure.remedy()).isEqualTo("Not done: the release. On the line's machine: ./slipway status");
        assertThat(((LedgerException) failure).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 501, 502, 503, 504})
    void isUnavailableWhereTheSameRequestMaySucceedLater(int status) {
        assertThat(answer(status, "<html>")).isInstanceOf(LedgerUnavailableException.class);
        assertThat(problem(status, "any", ",\"detail\":\"Not now.\"")).isInstanceOf(LedgerUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404, 409, 412, 413, 422})
    void isRefusedWhereItWouldBeRefusedAgain(int status) {
        assertThat(answer(status, "<html>")).isInstanceOf(LedgerRefusedException.class);
    }

    @Test
    void saysWhyTheLedgerIsUnavailableWhereItSaysSoItself() {
        assertThat(problem(503, "unavailable", ",\"detail\":\"The database is away.\"")
                        .what())
                .isEqualTo("The database is away.");
    }

    @Test
    void saysWhoseCredentialWasRejected() {
        CallException refusal = problem(401, "unauthorized", ",\"detail\":\"No token\"");
        assertThat(refusal).isInstanceOf(CredentialException.class);
        assertThat(refusal.what()).isEqualTo("The ledger rejected alice's token.");
        assertThat(refusal.remedy()).startsWith("Sign in again: slipway login;");
    }

    @Test
    void saysWhoLacksARole() {
        assertThat(problem(403, "forbidden", ",\"detail\":\"You may not.\"").remedy())
                .startsWith(
                        "Refused by the ledger: the release (status 403). It was shown alice's token. Sign in with");
    }

    @Test
    void saysAFieldThatIsAloneInPlaceOfTheDetail() {
        CallException refusal = problem(
                400,
                "invalid-request",
                ",\"detail\":\"It is invalid.\",\"errors\":[{\"field\":\"version\",\"detail\":\"is missing\"}]");
        assertThat(refusal.what()).isEqualTo("version: is missing.");
        assertThat(refusal.remedy()).isEqualTo("Refused by the ledger: the release (status 400).");
    }

    @Test
    void saysOnlyTheDetailOfADefinitionWithOneMistake() {
        CallException refusal = problem(
                422,
                "invalid-definition",
                ",\"detail\":\"Line 3: workers is missing.\",\"errors\":[{\"field\":\"workers\",\"detail\":\"is missing\"}]");
        assertThat(refusal.what()).isEqualTo("Line 3: workers is missing.");
        assertThat(refusal.remedy()).doesNotContain("\n");
    }

    @Test
    void listsSeveralFieldsBelow() {
        CallException refusal = problem(400, "invalid-request", """
                ,"instance":"urn:uuid:4711","detail":"It is invalid.",
                "errors":[{"field":"a","detail":"is wrong"},{"field":"b","detail":"is missing"}]""");
        assertThat(refusal.what()).isEqualTo("It is invalid.");
        assertThat(refusal.remedy())
                .isEqualTo("Refused by the ledger: the release (status 400).\n  a: is wrong\n  b: is missing"
                        + "\n  Quote this to an operator: urn:uuid:4711");
    }

    @Test
    void saysTheStatusWhereNothingElseIsSaid() {
        assertThat(answer(500, "").what()).isEqualTo("Status 500.");
        assertThat(problem(409, "conflict", ",\"title\":\"Conflict\"").what()).isEqualTo("Conflict.");
    }

    @Test
    void knowsItsTypeAndAMemberThatTheLedgerDoesNotKnow() {
        LedgerRefusedException refusal = invalid("evidence", "is not a member of this request");
        assertThat(refusal.is("invalid-request")).isTrue();
        assertThat(refusal.is("forbidden")).isFalse();
        assertThat(refusal.isUnknown("evidence")).isTrue();
        assertThat(refusal.isUnknown("version")).isFalse();
        assertThat(refusal.isUnknownValue("evidence")).isFalse();
    }

    @Test
    void knowsAParameterWhoseValueTheLedgerDoesNotKnow() {
        LedgerRefusedException refusal = invalid("data", "must be keep or drop");
        assertThat(refusal.isUnknownValue("data")).isTrue();
        assertThat(refusal.isUnknownValue("environment")).isFalse();
    }
}
