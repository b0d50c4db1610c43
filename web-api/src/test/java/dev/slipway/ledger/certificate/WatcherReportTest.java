package dev.slipway.ledger.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatcherReportTest {
    private static final String STATE = """
            {"looked": "2026-11-25T10:00:00Z", "certificates": "acme", "names": [
              {"name": "shop.example.org", "source": "acme", "issuer": "Test CA", "notBefore": "2026-11-23T10:12:00Z",
               "notAfter": "2027-02-21T10:11:59Z", "servedSerial": "0A", "newestSerial": "0B", "servedFingerprint": "11:22",
               "nextRenewal": "2027-01-22T10:12:00Z", "lastError": "no answer\\u0000", "state": "stale", "proven": "11:22",
               "since": "2026-11-25T09:00:00Z"},
              {"name": "auth.example.org", "source": "acme", "issuer": null, "notBefore": null, "notAfter": null,
               "servedSerial": null, "newestSerial": null, "nextRenewal": null, "lastError": null, "state": "waiting",
               "since": "2026-11-25T09:30:00Z"}]}""";

    private static final String EVENT = """
            {"id":"issued:shop.example.org:0A","at":"2026-11-25T09:00:00Z","type":"issued","name":"shop.example.org",\
            "source":"acme","issuer":"Test CA","serial":"0A","notAfter":"2027-02-21T10:11:59Z","detail":null}""";

    @Test
    void saysWhatWasSeen() throws IOException {
        WatcherReport report = WatcherReport.parse(STATE, "");
        assertThat(report.looked()).isEqualTo("2026-11-25T10:00:00Z");
        assertThat(report.certificates())
                .containsExactly(
                        new WatchedCertificate(
                                "shop.example.org",
                                "acme",
                                "Test CA",
                                Instant.parse("2026-11-23T10:12:00Z"),
                                Instant.parse("2027-02-21T10:11:59Z"),
                                "0A",
                                "0B",
                                Instant.parse("2027-01-22T10:12:00Z"),
                                "no answer\ufffd",
                                CertificateState.STALE,
                                Instant.parse("2026-11-25T09:00:00Z")),
                        new WatchedCertificate(
                                "auth.example.org",
                                "acme",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                CertificateState.WAITING,
                                Instant.parse("2026-11-25T09:30:00Z")));
        assertThat(report.events()).isEmpty();
    }

    @Test
    void saysWhatHasHappened() throws IOException {
        assertThat(WatcherReport.parse(STATE, EVENT + "\n").events())
                .containsExactly(new WatcherEvent(
                        "issued:shop.example.org:0A",
                        Instant.parse("2026-11-25T09:00:00Z"),
                        "issued",
                        "shop.example.org",
                        "acme",
                        "Test CA",
                        "0A",
                        Instant.parse("2027-02-21T10:11:59Z"),
                        null,
                        EVENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"iss", "", "[]", "{\"id\":\"x\",\"at\":\"yesterday\"}", "null"})
    void passesOverALineThatIsNone(String line) throws IOException {
        WatcherReport report =
                WatcherReport.parse(STATE, EVENT + "\n" + line + "\n" + EVENT.replace("0A", "0B") + "\n");
        assertThat(report.events())
                .extracting(WatcherEvent::id)
                .containsExactly("issued:shop.example.org:0A", "issued:shop.example.org:0B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"looked\": \"2026-11-",
                "{\"names\": []}",
                "{\"looked\": \"now\", \"names\": []}",
                "{\"looked\": \"2026-11-25T10:00:00Z\", \"names\": [{\"name\": \"a\", \"source\": \"own\", \"since\": \"2026-11-25T10:00:00Z\", \"state\": \"odd\"}]}"
            })
    void refusesWhatNoWatcherWrites(String state) {
        assertThatThrownBy(() -> WatcherReport.parse(state, "")).isInstanceOf(IOException.class);
    }
}
