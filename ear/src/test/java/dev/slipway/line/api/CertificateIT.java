package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ledger knows the certificates that httpd serves. That it hears of what goes wrong with them, the browser's test shows. Each service of
 * another test has one more.
 */
@Isolated
@Order(Order.DEFAULT - 1)
class CertificateIT {
    private static final String PATH = "/api/v1/certificates";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Line LINE = Line.running();
    private static final Caller PIPELINE = Caller.pipeline();

    @ParameterizedTest
    @ValueSource(strings = {"mywebapp", "static", "go", "auth", "admin"})
    void isTheOneThatIsServed(String host) throws Exception {
        JsonNode certificate = certificate(LINE.host(host));
        assertThat(certificate.path("state").asText()).isEqualTo("fine");
        assertThat(certificate.path("source").asText()).isEqualTo("local");
        assertThat(certificate.path("newestSerial")).isEqualTo(certificate.path("servedSerial"));
        assertThat(certificate.path("lastError").isMissingNode()).isTrue();

        X509Certificate served = served(host);
        assertThat(new BigInteger(certificate.path("servedSerial").asText(), 16))
                .isEqualTo(served.getSerialNumber());
        assertThat(Instant.parse(certificate.path("notAfter").asText()))
                .isEqualTo(served.getNotAfter().toInstant());
        assertThat(served.getIssuerX500Principal().getName())
                .contains(certificate.path("issuer").asText());
    }

    @Test
    void wasIssued() {
        String name = LINE.host("auth");
        List<JsonNode> events = PIPELINE.get(PATH + "/events?limit=100&name=" + name)
                .expect(200)
                .findValues("type");
        assertThat(events).extracting(JsonNode::asText).contains("issued");
        assertThat(PIPELINE.get(PATH + "/events?limit=100&name=" + name).items("name"))
                .containsOnly(name);
    }

    /** Both workers read what the watcher says, again and again. */
    @Test
    void happensOnce() {
        assertThat(PIPELINE.get(PATH + "/events?limit=100").expect(200).path("items"))
                .extracting(event ->
                        List.of(event.path("name"), event.path("type"), event.path("serial"), event.path("occurredAt")))
                .doesNotHaveDuplicates();
    }

    @Test
    void isOneOfManyPages() {
        List<String> all = PIPELINE.get(PATH + "?limit=100").items("name");
        String first = PIPELINE.get(PATH + "?limit=2").next().orElseThrow();
        assertThat(PIPELINE.get(PATH + "?limit=2").items("name")).isEqualTo(all.subList(0, 2));
        assertThat(PIPELINE.get(first).items("name")).isEqualTo(all.subList(2, 4));

        List<String> events = PIPELINE.get(PATH + "/events?limit=100").items("id");
        String second = PIPELINE.get(PATH + "/events?limit=2").next().orElseThrow();
        assertThat(PIPELINE.get(second).items("id").get(0)).isEqualTo(events.get(2));
    }

    @ParameterizedTest
    @CsvSource({"events?name=A.b, name", "events?name=a%20b, name", "?limit=0, limit", "events?after=x, after"})
    void refusesWhatNoListHas(String query, String field) {
        assertThat(PIPELINE.get(PATH + (query.startsWith("?") ? query : "/" + query))
                        .refused())
                .containsExactly(field);
    }

    @Test
    void isANumber() {
        String name = LINE.host("mywebapp");
        String ends = Instant.parse(certificate(name).path("notAfter").asText()).getEpochSecond() + "";
        assertThat(PIPELINE.get("/metrics").body())
                .contains("slipway_certificate_not_after_timestamp_seconds{name=\"" + name + "\",source=\"" + "local"
                        + "\"} " + ends + "\n")
                .contains("slipway_certificate_state{name=\"" + name + "\",state=\"fine\"} 1\n")
                .contains("slipway_certificate_state{name=\"" + name + "\",state=\"failed\"} 0\n")
                .contains("slipway_certificate_state{name=\"" + name + "\",state=\"unwatched\"} 0\n")
                .containsPattern("slipway_certificates_looked_timestamp_seconds [1-9][0-9]{9}\n");
    }

    /** A name that the watcher does not know goes when it looks again; it looks every five minutes. */
    @Test
    void isUnwatchedWhenNobodyHasLookedForLong() {
        Database.update("""
                insert into certificate (name, source, state, since, looked_at)
                values ('unwatched.invalid', 'own', 'fine', now() - interval '2 days', now() - interval '16 minutes')""");
        try {
            JsonNode certificate = certificate("unwatched.invalid");
            assertThat(certificate.path("state").asText()).isEqualTo("unwatched");
            assertThat(certificate.path("since")).isEqualTo(certificate.path("lookedAt"));
            assertThat(PIPELINE.get("/metrics").body())
                    .contains("slipway_certificate_state{name=\"unwatched.invalid\",state=\"unwatched\"} 1\n")
                    .contains("slipway_certificate_state{name=\"unwatched.invalid\",state=\"fine\"} 0\n");
        } finally {
            Database.execute("delete from certificate where name = 'unwatched.invalid'");
        }
    }

    /** The clock was set back since. */
    @Test
    void isUnwatchedWhenTheLookIsFarAhead() {
        Database.update("""
                insert into certificate (name, source, state, since, looked_at)
                values ('ahead.invalid', 'own', 'fine', now() - interval '2 days', now() + interval '1 hour')""");
        try {
            assertThat(certificate("ahead.invalid").path("state").asText()).isEqualTo("unwatched");
            assertThat(PIPELINE.get("/metrics").body())
                    .contains("slipway_certificate_state{name=\"ahead.invalid\",state=\"unwatched\"} 1\n")
                    .contains("slipway_certificate_state{name=\"ahead.invalid\",state=\"fine\"} 0\n");
        } finally {
            Database.execute("delete from certificate where name = 'ahead.invalid'");
        }
    }

    private static JsonNode certificate(String name) {
        for (JsonNode certificate :
                PIPELINE.get(PATH + "?limit=100").expect(200).path("items")) {
            if (certificate.path("name").asText().equals(name)) {
                return certificate;
            }
        }
        throw new AssertionError("no certificate of " + name);
    }

    private static X509Certificate served(String host) throws IOException {
        return (X509Certificate) Caller.join(LINE.http()
                        .sendAsync(
                                HttpRequest.newBuilder(LINE.url(host))
                                        .timeout(PATIENCE)
                                        .build(),
                                BodyHandlers.discarding()))
                .sslSession()
                .orElseThrow()
                .getPeerCertificates()[0];
    }
}
