package dev.slipway.line.identity;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The endpoints of a ledger's Keycloak realm.
 *
 * @param clientId the client id of the CLI
 * @param token the token endpoint
 * @param device the device authorization endpoint
 * @param authorization the authorization endpoint
 * @param revocation the revocation endpoint
 */
public record Realm(String clientId, URI token, URI device, URI authorization, URI revocation) {
    /** Discovers it from a ledger and its Keycloak. */
    public static Realm of(URI server, Caller caller) {
        Answer answer = get(server.resolve("/api/v1/cli"), caller);
        if (answer.status() != 200) {
            throw new CallException(
                    server + " does not say where to sign in (status " + answer.status() + ").",
                    "Is it the address of a ledger?");
        }
        Json cli = answer.json();
        String issuer = cli.text("issuer");
        Answer metadata = get(URI.create(issuer + "/.well-known/openid-configuration"), caller);
        if (metadata.status() != 200) {
            throw new CallException(
                    "Keycloak does not answer at " + issuer + " (status " + metadata.status() + ").",
                    "Does the line run?");
        }
        Json document = metadata.json();
        if (!document.text("issuer").equals(issuer)) {
            throw new CallException(
                    "At " + issuer + " somebody else signs people in: " + document.text("issuer") + ".",
                    "The line's owner should look at SLIPWAY_DOMAIN.");
        }
        return new Realm(
                cli.text("clientId"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "device_authorization_endpoint"),
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "revocation_endpoint"));
    }

    /** A copy for another client. */
    public Realm as(String client) {
        return new Realm(client, token, device, authorization, revocation);
    }

    private static URI endpoint(Json metadata, String member) {
        URI uri = URI.create(metadata.text(member));
        if (!ServerAddress.isSafe(uri)) {
            throw new CallException(uri + " is not https: a token would travel in clear text.", "");
        }
        return uri;
    }

    private static Answer get(URI uri, Caller caller) {
        return caller.send(
                () -> HttpRequest.newBuilder(uri)
                        .header("Accept", "application/json")
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                true,
                caller.brief());
    }

    /**
     * Posts a form; retries if the connection is refused or lost. A single-use value, such as a code or a refresh
     * token, is lost along with the answer, so a retry can only help.
     *
     * @throws CallException if there was no answer; for an assertion, which is for one use, also if the answer was lost
     *     and the repeat is refused: with the cause of the loss
     */
    public static Answer post(URI uri, Map<String, String> form, Caller caller) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        List<CallException> lost = new ArrayList<>();
        Answer answer = caller.sendUnlessSlow(
                () -> HttpRequest.newBuilder(uri)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                caller.brief(),
                lost::add);
        boolean isRefused = answer.status() == 400 || answer.status() == 401;
        if (isRefused && form.containsKey("client_assertion") && !lost.isEmpty()) {
            CallException first = lost.get(0);
            throw new CallException(
                    first.what(),
                    "Keycloak may have used up the ID token, which is good for one exchange, and refuses it now: run the job"
                            + " again, which has another one then.",
                    first);
        }
        return answer;
    }
}
