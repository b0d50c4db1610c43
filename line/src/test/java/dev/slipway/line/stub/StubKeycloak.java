package dev.slipway.line.stub;

import dev.slipway.line.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A realm that gives codes and tokens; a refresh token is good for one use, and a second one ends the session. */
public final class StubKeycloak extends Stub {
    private final State state;

    private StubKeycloak(State state) {
        super(state::answer);
        this.state = state;
        state.issuer = uri() + "/realms/slipway";
    }

    /** Begins to listen. */
    public static StubKeycloak start() {
        return new StubKeycloak(new State());
    }

    /** What a ledger says of it. */
    public String issuer() {
        return state.issuer;
    }

    /** Before the person has entered the code, polls are answered so. */
    public void pending(String... errors) {
        state.pending.addAll(List.of(errors));
    }

    /** Ends every session. */
    public void end() {
        state.refresh.clear();
    }

    /** Removes a client, as with its server group. */
    public void removeClient(String id) {
        state.removed.add(id);
    }

    /** How long a token lasts. */
    public void lasting(int seconds) {
        state.lasts = seconds;
    }

    /** Does what a client asks for next, and cuts the connection before it answers. */
    public void losingAnAnswer() {
        state.losesAnswer = true;
    }

    /** How often tokens were renewed. */
    public int renewals() {
        return state.renewals;
    }

    /** The code of the browser's flow, as the realm would send it back. */
    public String code(Map<String, String> parameters) {
        state.challenge = parameters.get("code_challenge");
        return "code-1";
    }

    private static final class State {
        private String issuer = "";
        /** The refresh token that is good, by client. */
        private final Map<String, String> refresh = new HashMap<>();

        private int count;
        private int renewals;
        private int lasts = 300;
        private boolean losesAnswer;
        private @Nullable String challenge;
        private final Deque<String> pending = new ArrayDeque<>();
        private final Set<String> used = new HashSet<>();
        private final Set<String> removed = new HashSet<>();

        private Reply answer(Received request) {
            String path = request.path();
            if (path.endsWith("/.well-known/openid-configuration")) {
                return Reply.of(
                        200,
                        Json.object()
                                .with("issuer", issuer)
                                .with("token_endpoint", issuer + "/token")
                                .with("device_authorization_endpoint", issuer + "/device")
                                .with("authorization_endpoint", issuer + "/auth")
                                .with("revocation_endpoint", issuer + "/revoke")
                                .toString());
            }
            if (path.endsWith("/device")) {
                challenge = request.form().get("code_challenge");
                return Reply.of(
                        200,
                        Json.object()
                                .with("device_code", "device-1")
                                .with("user_code", "ABCD-EFGH")
                                .with("verification_uri", issuer + "/device-page")
                                .with("expires_in", 600)
                                .with("interval", 0)
                                .toString());
            }
            boolean isOfClient = path.endsWith("/revoke") || path.endsWith("/token");
            if (isOfClient && removed.contains(client(request.form()))) {
                return unknown();
            }
            if (path.endsWith("/revoke")) {
                refresh.remove(client(request.form()));
                return Reply.of(200, "");
            }
            return path.endsWith("/token") ? token(request.form()) : Reply.of(404, "{}");
        }

        private Reply token(Map<String, String> form) {
            return switch (form.getOrDefault("grant_type", "")) {
                case "urn:ietf:params:oauth:grant-type:device_code" -> {
                    String error = pending.poll();
                    yield error != null ? refused(error) : proven(form);
                }
                case "authorization_code" ->
                    "code-1".equals(form.get("code")) ? proven(form) : refused("invalid_grant");
                case "refresh_token" -> renewed(form);
                case "client_credentials" -> proofOfClient(form);
                default -> refused("unsupported_grant_type");
            };
        }

        private Reply proven(Map<String, String> form) {
            return challenge(form.getOrDefault("code_verifier", "")).equals(challenge)
                    ? granted(form)
                    : refused("invalid_grant");
        }

        private Reply renewed(Map<String, String> form) {
            String good = refresh.remove(client(form));
            if (good == null || !good.equals(form.get("refresh_token"))) {
                return refused("invalid_grant");
            }
            renewals++;
            return granted(form);
        }

        private static String client(Map<String, String> form) {
            return form.getOrDefault("client_id", "");
        }

        private Reply proofOfClient(Map<String, String> form) {
            String assertion = form.get("client_assertion");
            boolean isKnown = assertion == null
                    ? "secret".equals(form.get("client_secret"))
                    : assertion.startsWith("id-token") && used.add(assertion);
            Reply reply = isKnown ? granted(form) : unknown();
            if (losesAnswer) {
                losesAnswer = false;
                return Reply.cut();
            }
            return reply;
        }

        private static Reply unknown() {
            return Reply.of(401, "{\"error\":\"invalid_client\"}");
        }

        private Reply granted(Map<String, String> form) {
            count++;
            String token = "refresh-" + count;
            refresh.put(client(form), token);
            return Reply.of(
                    200,
                    Json.object()
                            .with("access_token", "access-" + count)
                            .with("expires_in", lasts)
                            .with("refresh_token", token)
                            .toString());
        }

        private static Reply refused(String error) {
            return Reply.of(400, "{\"error\":\"" + error + "\"}");
        }

        private static String challenge(String verifier) {
            try {
                return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256")
                                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
