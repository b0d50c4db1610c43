package dev.slipway.ledger.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.drift.DriftRules.Live;
import dev.slipway.ledger.drift.DriftRules.Recorded;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DriftRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final String SHOP = "shop.war";
    private static final Digest A = Digest.ofHex("a".repeat(64));
    private static final Digest B = Digest.ofHex("b".repeat(64));

    @Test
    void acceptsWhatIsReleasedAndLive() {
        assertThat(DriftRules.running(content(A), recorded(true, true, A, null)))
                .isEmpty();
    }

    @Test
    void acceptsAReleaseWhoseLiveDeploymentHasNoDigest() {
        assertThat(DriftRules.running(content(A), recorded(true, true, null, null)))
                .isEmpty();
    }

    @Test
    void findsAnArchiveOfNoReleaseAndExpectsTheLastRelease() {
        assertThat(DriftRules.running(content(A), recorded(false, true, A, B)))
                .contains(finding(DriftKind.UNKNOWN_CONTENT, A, B));
    }

    @Test
    void expectsNothingInPlaceOfTheFirstUnknownArchive() {
        assertThat(DriftRules.running(content(A), recorded(false, false, null, null)))
                .contains(finding(DriftKind.UNKNOWN_CONTENT, A, null));
    }

    @Test
    void findsAReleaseThatIsNotTheLiveOne() {
        assertThat(DriftRules.running(content(A), recorded(true, true, B, null)))
                .contains(finding(DriftKind.UNEXPECTED_CONTENT, A, B));
    }

    @Test
    void findsAReleaseWhereNothingIsLive() {
        assertThat(DriftRules.running(content(A), recorded(true, false, null, null)))
                .contains(finding(DriftKind.UNEXPECTED_CONTENT, A, null));
    }

    @Test
    void findsAlteredContentBeforeAnythingElse() {
        Content altered = new Content(SHOP, SHOP, true, A, true, false);
        assertThat(DriftRules.running(altered, recorded(true, true, A, null)))
                .as("the digest that it should have is no other one")
                .contains(finding(DriftKind.ALTERED_CONTENT, A, null));
        assertThat(DriftRules.running(altered, recorded(false, true, B, null)))
                .contains(finding(DriftKind.ALTERED_CONTENT, A, B));
    }

    @Test
    void findsContentAlteredThatAnOverlayChanges() {
        Content overlaid = new Content(SHOP, SHOP, true, A, false, true);
        assertThat(DriftRules.running(overlaid, recorded(true, true, A, null)))
                .contains(finding(DriftKind.ALTERED_CONTENT, A, null));
    }

    @Test
    void findsContentThatCannotBeRead() {
        assertThat(DriftRules.running(content(null), recorded(false, true, B, null)))
                .contains(finding(DriftKind.ALTERED_CONTENT, null, B));
    }

    @Test
    void missesWhatIsLiveAndAbsentOrStopped() {
        Live live = new Live(SHOP, "shop", Optional.of(A));
        Finding missing = finding(DriftKind.MISSING, A, A);
        assertThat(DriftRules.missing(List.of(live), inventory())).containsExactly(missing);
        assertThat(DriftRules.missing(List.of(live), inventory(new Content(SHOP, SHOP, false, A, false, false))))
                .containsExactly(missing);
        assertThat(DriftRules.missing(List.of(live), inventory(content(B))))
                .as("another digest is unexpected content, not a missing archive")
                .isEmpty();
    }

    @Test
    void keepsOpenWhatIsStillFound() {
        Finding.Key open = key(DriftKind.UNKNOWN_CONTENT, A);
        assertThat(DriftRules.resolution(open, Set.of(open), inventory(content(A))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BREAK_GLASS", "UNKNOWN", "UNEXPECTED_CONFIGURATION", "ALTERED_CONFIGURATION"})
    void keepsOpenWhatArchivesDoNotEnd(DriftKind kind) {
        assertThat(DriftRules.resolution(key(kind, A), Set.of(), inventory())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "599, true", "600, false", "86400, false", "-599, true", "-600, false"})
    void takesALaterUseOfTheUserForEmergenciesForAnother(long seconds, boolean isOne) {
        assertThat(DriftRules.isOneUse(NOW, NOW.plusSeconds(seconds))).isEqualTo(isOne);
    }

    @Test
    void endsByItsRelease() {
        assertThat(DriftRules.resolution(key(DriftKind.UNKNOWN_CONTENT, A), Set.of(), inventory(content(A))))
                .contains(DriftResolution.RELEASED);
    }

    @Test
    void endsByAnotherArchive() {
        assertThat(DriftRules.resolution(key(DriftKind.UNKNOWN_CONTENT, A), Set.of(), inventory(content(B))))
                .contains(DriftResolution.REPLACED);
        assertThat(DriftRules.resolution(key(DriftKind.UNEXPECTED_CONTENT, A), Set.of(), inventory(content(A))))
                .as("it became the expected one, by a rollback for instance")
                .contains(DriftResolution.REPLACED);
    }

    @Test
    void endsByItsRemoval() {
        assertThat(DriftRules.resolution(key(DriftKind.MISSING, A), Set.of(), inventory()))
                .contains(DriftResolution.REMOVED);
        assertThat(DriftRules.resolution(
                        key(DriftKind.UNKNOWN_CONTENT, A),
                        Set.of(),
                        inventory(new Content(SHOP, SHOP, false, A, false, false))))
                .contains(DriftResolution.REMOVED);
    }

    @Test
    void endsConfigurationDriftByARestartWithTheExpectedOne() {
        Finding.Key open = start("a", "b", true).findings().get(0).key();
        assertThat(DriftRules.resolution(open, start("b", "b", true))).contains(DriftResolution.RESTARTED);
        assertThat(DriftRules.resolution(open, start("a", "b", true))).isEmpty();
        assertThat(DriftRules.resolution(open, start(null, "b", false)))
                .as("a worker that does not answer")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"UNEXPECTED_CONFIGURATION", "ALTERED_CONFIGURATION"})
    void keepsOpenWhatARestartDoesNotEnd(DriftKind kind) {
        assertThat(DriftRules.resolution(key(kind, A), start("b", "b", true))).isEmpty();
    }

    private static Content content(@Nullable Digest digest) {
        return new Content(SHOP, SHOP, true, digest, false, false);
    }

    private static Inventory inventory(Content... contents) {
        return new Inventory(NOW, List.of(contents));
    }

    private static Recorded recorded(
            boolean isReleased, boolean isLive, @Nullable Digest expected, @Nullable Digest released) {
        return new Recorded("shop", isReleased, isLive, Optional.ofNullable(expected), Optional.ofNullable(released));
    }

    private static Finding finding(DriftKind kind, @Nullable Digest digest, @Nullable Digest expected) {
        return new Finding(kind, SHOP, "shop", Optional.ofNullable(digest), Optional.ofNullable(expected));
    }

    private static Finding.Key key(DriftKind kind, Digest digest) {
        return new Finding.Key(kind, SHOP, Optional.of(digest));
    }

    private static StartedConfiguration start(@Nullable String start, String desired, boolean isAnswering) {
        return new StartedConfiguration(
                "shop",
                "shop-production-1",
                NOW,
                start == null ? null : start.repeat(64),
                desired.repeat(64),
                new TreeMap<>(),
                isAnswering,
                true);
    }
}
