package dev.slipway.ledger.identity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/oauth/discovery/keys";

    private final Map<String, String> pages = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private String issuer;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        pages.put(DISCOVERY, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + KEYS + "\"}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void areFoundByWhatGitlabSaysOfItself() throws JoseException {
        Signer gitlab = new Signer(issuer, "k1");
        pages.put(KEYS, gitlab.keys());
        assertThat(verifier().verify(gitlab.token("jti", "a")).project()).isEqualTo(20);
    }

    @Test
    void areReadAgainForANewOneAndKeptWhileGitlabIsAway() throws JoseException {
        JobTokenVerifier verifier = verifier();
        Signer first = new Signer(issuer, "k1");
        pages.put(KEYS, first.keys());
        verifier.verify(first.token("jti", "a"));
        Signer second = new Signer(issuer, "k2");
        pages.put(KEYS, second.keys());
        verifier.verify(second.token("jti", "b"));
        server.stop(0);
        verifier.verify(second.token("jti", "c"));
    }

    @Test
    void areNotThoseOfAGitlabThatIsAway() throws JoseException {
        Signer gitlab = new Signer(issuer, "k1");
        assertUnavailable(gitlab);
        pages.put(DISCOVERY, "<html>");
        assertUnavailable(gitlab);
        pages.put(DISCOVERY, "{}");
        assertUnavailable(gitlab);
        server.stop(0);
        assertUnavailable(gitlab);
    }

    private void assertUnavailable(Signer gitlab) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> verifier().verify(gitlab.token("jti", "a")))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
    }

    private JobTokenVerifier verifier() {
        return new JobTokenVerifier(issuer, Signer.AUDIENCE, new IssuerKeys(issuer, 0), Signer.clock());
    }
}
