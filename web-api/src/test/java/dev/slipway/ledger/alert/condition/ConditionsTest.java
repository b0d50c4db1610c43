package dev.slipway.ledger.alert.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.alert.condition.AlertFacts.Backups;
import dev.slipway.ledger.alert.condition.AlertFacts.LedgerWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));

    @Test
    void findsNothingWrongWhereThereIsNothing() {
        assertThat(Conditions.of(new AlertFacts(Optional.empty(), Optional.empty(), List.of()), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT14M59.999S, false", "PT15M, true", "PT15M0.001S, true"})
    void missesTheWatcherOfCertificatesAfterAQuarterOfAnHour(Duration ago, boolean isMissing) {
        Instant lookedAt = NOW.minus(ago);
        assertThat(Conditions.of(new AlertFacts(Optional.of(lookedAt), Optional.empty(), List.of()), NOW))
                .isEqualTo(isMissing ? List.of(Wording.unwatchedCertificates(lookedAt)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"PT1H, false", "PT25H59M59.999S, false", "PT26H, false", "PT26H0.001S, true"})
    void wantsAProofOfABackupWithin26Hours(Duration ago, boolean isUnproven) {
        Instant provenAt = NOW.minus(ago);
        assertThat(found(new Backups(LONG_AGO, NOW, provenAt, null)))
                .isEqualTo(isUnproven ? List.of(Wording.backup(NOW, provenAt, null)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"PT1H, false", "PT25H59M59.999S, false", "PT26H, false", "PT26H0.001S, true"})
    void wantsTheFirstProofWithin26HoursOfTheFirstBackup(Duration ago, boolean isUnproven) {
        assertThat(found(new Backups(NOW.minus(ago), NOW, null, null)))
                .isEqualTo(isUnproven ? List.of(Wording.backup(NOW, null, null)) : List.of());
    }

    @Test
    void reportsABackupThatFailedThoughAnotherWasJustProven() {
        assertThat(found(new Backups(LONG_AGO, NOW, NOW, "The disk is full.")))
                .containsExactly(Wording.backup(NOW, NOW, "The disk is full."));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, false",
        "PT59.999S, false",
        "PT1M, false",
        "PT1M0.001S, true",
        "PT167H59M59.999S, true",
        "PT168H, false",
        "PT168H0.001S, false"
    })
    void missesAWorkerOfTheLedgerAfterAMinuteForAWeek(Duration ago, boolean isMissing) {
        Instant seenAt = NOW.minus(ago);
        LedgerWorker there = new LedgerWorker("worker-1", "production", NOW);
        LedgerWorker worker = new LedgerWorker("worker-2", "production", seenAt);
        assertThat(Conditions.of(new AlertFacts(Optional.empty(), Optional.empty(), List.of(there, worker)), NOW))
                .isEqualTo(isMissing ? List.of(Wording.ledgerWorker("worker-2", "production", seenAt)) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"PT167H59M59.999S, false", "PT168H, true", "PT168H0.001S, true"})
    void takesAWorkerForRemovedAfterAWeek(Duration ago, boolean isGone) {
        assertThat(Conditions.isGone(NOW.minus(ago), NOW)).isEqualTo(isGone);
    }

    private static List<Condition> found(Backups backups) {
        return Conditions.of(new AlertFacts(Optional.empty(), Optional.of(backups), List.of()), NOW);
    }
}
