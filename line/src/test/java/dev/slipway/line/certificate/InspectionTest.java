package dev.slipway.line.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final Instant LOOKED = Instant.parse("2026-03-01T12:00:00Z");

    private static Inspection inspection(String state, String error) {
        CertificateStatus known = new CertificateStatus(state, "shop.example.org", null, "", "", "", error);
        return new Inspection(
                new WatcherReport(LOOKED, List.of(known), List.of()),
                List.of(new Inspection.Name(known, Optional.empty())));
    }

    @Test
    void isWellWhileTheFirstCertificateIsOnItsWay() {
        assertThat(inspection("waiting", "").isWell(LOOKED)).isTrue();
        assertThat(inspection("waiting", "").isWaiting()).isTrue();
        assertThat(inspection("fine", "").isWaiting()).isFalse();
        assertThat(inspection("waiting", "").problems()).isEmpty();
    }

    @Test
    void quotesWhatNeedsALook() {
        Inspection inspection = inspection("failed", "the CA refuses");
        assertThat(inspection.isWell(LOOKED)).isFalse();
        assertThat(inspection.problems()).hasSize(2).first().asString().startsWith("failed    shop.example.org ");
        assertThat(inspection.problems()).last().asString().endsWith("  the CA refuses");
    }

    @Test
    void isNotWellWhereNobodyHasLookedLately() {
        assertThat(inspection("fine", "").isWell(LOOKED.plus(Duration.ofMinutes(16))))
                .isFalse();
    }
}
