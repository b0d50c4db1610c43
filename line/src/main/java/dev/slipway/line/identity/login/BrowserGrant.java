package dev.slipway.line.identity.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.Grant;
import dev.slipway.line.identity.Realm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Signs in by the browser on this machine, which is redirected to a port of 127.0.0.1 (RFC 8252). */
final class BrowserGrant {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Realm realm;
    private final Caller caller;
    private final Clock clock;

    BrowserGrant(Realm realm, Caller caller, Clock clock) {
        this.realm = realm;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Opens the browser and waits for the redirect.
     *
     * @param open opens a URL and returns whether it could
     * @return empty if there is no browser
     */
    Optional<Grant> run(Predicate<URI> open) {
        Pkce pkce = Pkce.fresh();
        String state = Pkce.random();
        CompletableFuture<Map<String, String>> back = new CompletableFuture<>();
        HttpServer server = listen(state, back);
        try {
            String redirect = "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
            if (!open.test(address(pkce, state, redirect))) {
                return Optional.empty();
            }
            return Optional.of(exchange(await(back), pkce, redirect));
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer listen(String state, CompletableFuture<Map<String, String>> back) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.createContext("/callback", exchange -> receive(exchange, state, back));
            server.start();
            return server;
        } catch (IOException e) {
            throw new CallException(
                    "No port of 127.0.0.1 can be listened on: " + e.getMessage() + ".",
                    "Sign in by a code: slipway login --device",
                    e);
        }
    }

    private static void receive(HttpExchange exchange, String state, CompletableFuture<Map<String, String>> back)
            throws IOException {
        Map<String, String> parameters = query(exchange.getRequestURI().getRawQuery());
        boolean isOurs = state.equals(parameters.get("state"));
        boolean isWell = isOurs && parameters.containsKey("code");
        byte[] page = ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Slipway</title><p>"
                        + (isWell
                                ? "You are signed in. Close this window, and go on in the terminal."
                                : "You are not signed in. The terminal says why.")
                        + "</p></html>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'none'");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        try (exchange) {
            exchange.sendResponseHeaders(isWell ? 200 : 400, page.length);
            exchange.getResponseBody().write(page);
        }
        if (isOurs) {
            back.complete(parameters);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> fields = new HashMap<>();
        for (String field : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private URI address(Pkce pkce, String state, String redirect) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "code");
        fields.put("client_id", realm.clientId());
        fields.put("redirect_uri", redirect);
        fields.put("scope", "openid");
        fields.put("state", state);
        fields.put("code_challenge", pkce.challenge());
        fields.put("code_challenge_method", "S256");
        return URI.create(realm.authorization() + "?"
                + fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private static Map<String, String> await(CompletableFuture<Map<String, String>> back) {
        try {
            return back.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CallException(
                    "The browser did not come back within five minutes.",
                    "Sign in by a code: slipway login --device",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException("It was interrupted.", "", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is never completed with an exception", e);
        }
    }

    private Grant exchange(Map<String, String> parameters, Pkce pkce, String redirect) {
        String code = parameters.get("code");
        if (code == null) {
            String error = parameters.getOrDefault("error", "no code");
            throw new CallException(
                    "The sign-in was refused in the browser: " + parameters.getOrDefault("error_description", error)
                            + ".",
                    "");
        }
        Answer answer = Realm.post(
                realm.token(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        realm.clientId(),
                        "code",
                        code,
                        "redirect_uri",
                        redirect,
                        "code_verifier",
                        pkce.verifier()),
                caller);
        if (!answer.isSuccess()) {
            throw new CallException(
                    "Keycloak gives no token: " + Grant.refusal(answer) + ".", "Try again: slipway login");
        }
        return Grant.of(answer, clock.instant());
    }
}
