package dev.slipway.line.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateStatusTest {
    private static final Instant LOOKED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-05-01T12:00:00Z");
    private static final Served SERVED = new Served("AA:01", "0123456789ABCDEF", UNTIL, "Slipway local CA");
    private static final WatcherReport SEEN = seen("""
            {"looked": "2026-03-01T12:00:00Z", "nameless": ["shop.example.org"], "names": [
              {"state": "fine", "name": "shop.localtest.me", "notAfter": "2026-05-01T12:00:00Z",
               "newestSerial": "0123456789ABCDEF", "servedFingerprint": "AA:01", "nextRenewal": null, "lastError": null}]}""");
    private static final CertificateStatus SHOP = SEEN.names().get(0);

    private static WatcherReport seen(String json) {
        try {
            return WatcherReport.of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isAsTheWatcherSawItWhileTheSameIsServed() {
        assertThat(SHOP.now(Optional.of(SERVED))).isEqualTo(SHOP);
        assertThat(SHOP.isBad()).isFalse();
    }

    @Test
    void takesWhatIsNewerForTheNewest() {
        Served newer = new Served("BB:02", "02", UNTIL.plusSeconds(1), "Slipway local CA");
        CertificateStatus now = SHOP.now(Optional.of(newer));
        assertThat(now.newest()).isEqualTo("02");
        assertThat(now.isBad()).isFalse();
    }

    @Test
    void isStaleWhereAnOlderOneIsServed() {
        Served older = new Served("CC:03", "03", UNTIL.minusSeconds(1), "Slipway local CA");
        CertificateStatus now = SHOP.now(Optional.of(older));
        assertThat(now.state()).isEqualTo("stale");
        assertThat(now.newest()).isEqualTo("0123456789ABCDEF");
        assertThat(now.isBad()).isTrue();
    }

    @Test
    void failsWhereNothingAnswers() {
        CertificateStatus now = SHOP.now(Optional.empty());
        assertThat(now.isBad()).isTrue();
        assertThat(now.error()).isEqualTo("no TLS connection to it");
        assertThat(CertificateRow.of(now, Optional.empty()))
                .startsWith("  failed    shop.localtest.me ")
                .contains(" -  ");
    }

    @Test
    void growsOldInAQuarterOfAnHour() {
        assertThat(SEEN.isOld(LOOKED.plusSeconds(900))).isFalse();
        assertThat(SEEN.isOld(LOOKED.plusSeconds(901))).isTrue();
        assertThat(seen("{}").isOld(LOOKED)).isTrue();
        assertThat(SEEN.nameless()).containsExactly("shop.example.org");
    }

    @Test
    void isOneLine() {
        assertThat(CertificateRow.of(SHOP, Optional.of(SERVED)))
                .isEqualTo(
                        "  fine      shop.localtest.me                Slipway local CA             2026-05-01T12:00:00Z"
                                + " …89ABCDEF  …89ABCDEF  -");
    }
}
