package dev.slipway.line.demo;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The accounts in Keycloak's realm slipway. */
final class Accounts {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final Caller caller;
    private final URI keycloak;
    private final String token;

    private Accounts(Caller caller, URI keycloak, String token) {
        this.caller = caller;
        this.keycloak = keycloak;
        this.token = token;
    }

    /** Signs in as the client that provisions the realm. */
    static Accounts of(URI keycloak, String secret, Caller caller) {
        String form = "grant_type=client_credentials&client_id=slipway-provisioner&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        Answer answer = caller.send(
                () -> HttpRequest.newBuilder(keycloak.resolve("/realms/master/protocol/openid-connect/token"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                true,
                caller.brief());
        return new Accounts(
                caller,
                keycloak,
                expect(answer, "the token of slipway-provisioner").json().text("access_token"));
    }

    /** Adds somebody with a role of the realm; who is there already stays as they are. */
    void add(Person person, String password) {
        Answer answer = send("POST", "users", person.account(password).toString());
        if (answer.status() == CONFLICT) {
            return;
        }
        if (answer.status() != CREATED) {
            throw refusal(answer, "the account " + person.name());
        }
        String place = answer.headers().firstValue("Location").orElse("");
        Json role = expect(send("GET", "roles/" + person.role(), ""), "the role " + person.role())
                .json();
        expect(
                send(
                        "POST",
                        "users/" + place.substring(place.lastIndexOf('/') + 1) + "/role-mappings/realm",
                        "[" + role + "]"),
                "the role of " + person.name());
    }

    private Answer send(String method, String path, String body) {
        return caller.send(
                () -> HttpRequest.newBuilder(keycloak.resolve("/admin/realms/slipway/" + path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                method.equals("GET"),
                caller.brief());
    }

    private static Answer expect(Answer answer, String asked) {
        if (!answer.isSuccess()) {
            throw refusal(answer, asked);
        }
        return answer;
    }

    private static CallException refusal(Answer answer, String asked) {
        return new CallException(
                "Keycloak refuses " + asked + " (status " + answer.status() + ").", "See: ./slipway logs keycloak");
    }
}
