package dev.slipway.line.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A GitLab as far as Keycloak sees it: an address that shows a key, and what was signed with it. */
final class TokenIssuer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key = key();
    private final String keyId = UUID.randomUUID().toString();
    private final HttpServer server;

    TokenIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/discovery/keys", exchange -> {
            byte[] keys = JSON.writeValueAsBytes(Map.of("keys", List.of(publicKey())));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    /** Where it answers. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A job's token with a subject of these parts, as GitLab makes one. */
    String token(String subject, String audience) {
        Instant now = Instant.now();
        Map<String, Object> claims = new TreeMap<>(Map.of(
                "iss",
                address(),
                "sub",
                subject,
                "aud",
                audience,
                "jti",
                UUID.randomUUID().toString(),
                "iat",
                now.getEpochSecond(),
                "nbf",
                now.getEpochSecond() - 5,
                "exp",
                now.getEpochSecond() + 300,
                "user_login",
                "jane"));
        try {
            String signed = part(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId)) + "." + part(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Map<String, String> publicKey() {
        RSAPublicKey shown = (RSAPublicKey) key.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                keyId,
                "n",
                number(shown.getModulus()),
                "e",
                number(shown.getPublicExponent()));
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> content) throws JsonProcessingException {
        return BASE64.encodeToString(JSON.writeValueAsBytes(content));
    }

    /** Without the byte that only keeps it positive. */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
    }
}
