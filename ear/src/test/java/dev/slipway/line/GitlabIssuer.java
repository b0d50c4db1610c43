package dev.slipway.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A GitLab as far as it gives ID tokens to jobs: it describes itself, shows its key, and signs claims as GitLab documents them. */
public final class GitlabIssuer implements AutoCloseable {
    /** The number of the project whose jobs they are. */
    public static final int PROJECT = 20;

    /** The commit that they are for. */
    public static final String COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/oauth/discovery/keys";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String address;
    private final HttpServer server;
    private final KeyPair key;
    private final String kid = UUID.randomUUID().toString();

    private GitlabIssuer(HttpServer server, String address) {
        this.server = server;
        this.address = address;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext(
                DISCOVERY, exchange -> answer(exchange, Map.of("issuer", address, "jwks_uri", address + KEYS)));
        server.createContext(KEYS, exchange -> answer(exchange, Map.of("keys", List.of(publicKey()))));
        server.start();
    }

    /** One of this machine, without TLS, for Keycloak. */
    public static GitlabIssuer local() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        return new GitlabIssuer(
                server, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The one that {@code SLIPWAY_GITLAB_ISSUERS} names, with the line's own certificate, which the workers trust. */
    public static GitlabIssuer trusted() throws IOException, GeneralSecurityException {
        String address = trustedAddress();
        HttpsServer server = HttpsServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), URI.create(address).getPort()),
                0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls(Line.running().state().resolve("tls"))));
        return new GitlabIssuer(server, address);
    }

    /** Where it answers. */
    public String address() {
        return address;
    }

    /** Where the line looks for one; empty where that is not on this machine. */
    public static String trustedAddress() {
        String issuers = Line.running().setting("SLIPWAY_GITLAB_ISSUERS");
        return issuers.startsWith("https://" + Line.running().host("go") + ":") ? issuers : "";
    }

    /** A job's token for the ledger, with some claims changed, or left out where they are null. */
    public String token(@Nullable Object... changes) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>(Map.ofEntries(
                Map.entry("iss", address),
                Map.entry("aud", Line.running().ledger().toString()),
                Map.entry("sub", "project_path:group/shop:ref_type:branch:ref:main"),
                Map.entry("jti", UUID.randomUUID().toString()),
                Map.entry("iat", now.getEpochSecond()),
                Map.entry("nbf", now.getEpochSecond() - 5),
                Map.entry("exp", now.getEpochSecond() + 300),
                Map.entry("project_id", String.valueOf(PROJECT)),
                Map.entry("project_path", "group/shop"),
                Map.entry("user_id", "7"),
                Map.entry("user_login", "jane"),
                Map.entry("ref", "main"),
                Map.entry("ref_protected", "true"),
                Map.entry("sha", COMMIT)));
        for (int i = 0; i < changes.length; i += 2) {
            claims.remove((String) changes[i]);
            if (changes[i + 1] != null) {
                claims.put((String) changes[i], changes[i + 1]);
            }
        }
        try {
            String signed = part(Map.of("alg", "RS256", "typ", "JWT", "kid", kid)) + "." + part(claims);
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

    private static String part(Map<String, Object> content) throws JsonProcessingException {
        return BASE64.encodeToString(JSON.writeValueAsBytes(content));
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
                kid,
                "n",
                number(shown.getModulus()),
                "e",
                number(shown.getPublicExponent()));
    }

    /** Without the sign, which has a byte of its own before a full one. */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void answer(HttpExchange exchange, Map<String, ?> content) throws IOException {
        byte[] body = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static SSLContext tls(Path folder) throws IOException, GeneralSecurityException {
        Certificate[] chain;
        try (InputStream in = Files.newInputStream(folder.resolve("server.pem"))) {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
        String pem = Files.readString(folder.resolve("server-key.pem")).replaceAll("-----[^-]*-----|\\s", "");
        PrivateKey own = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("line", own, new char[0], chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
