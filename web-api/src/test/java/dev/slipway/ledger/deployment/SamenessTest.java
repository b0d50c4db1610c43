package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SamenessTest {
    private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID SHOP = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final String A = "sha256:a";
    private static final String B = "sha256:b";

    /** A claim lasts from 0 to 20 seconds; times are in seconds from its beginning. */
    @ParameterizedTest
    @CsvSource({
        "-5, true",
        "-6, false",
        "10, true",
        "80, true",
        "81, false",
    })
    void bringsAClaimTogetherWithWhatAWorkerShowsAtTheTime(long at, boolean expected) {
        assertThat(Sameness.isSame(claim(A), sight(SHOP, Operation.REPLACE, at, null)))
                .isEqualTo(expected);
    }

    /** Back, for a client tells of it late; not on: what comes minutes after it was over, a rollback for instance, is something else. */
    @ParameterizedTest
    @CsvSource({"-900, true", "-901, false", "80, true", "81, false"})
    void goesFurtherBackWithTheDigest(long at, boolean expected) {
        assertThat(Sameness.isSame(claim(A), sight(OTHER, Operation.REPLACE, at, A)))
                .isEqualTo(expected);
    }

    @Test
    void keepsAnotherDigestApart() {
        assertThat(Sameness.isSame(claim(A), sight(SHOP, Operation.DEPLOY, 10, B)))
                .isFalse();
        assertThat(Sameness.isSame(sight(SHOP, Operation.DEPLOY, 0, A), sight(SHOP, Operation.DEPLOY, 1, B)))
                .isFalse();
    }

    @Test
    void takesAServiceThatWasOnlyGuessedForAnother() {
        Sameness.Sight guessed =
                new Sameness.Sight(OTHER, true, "x.war", Operation.DEPLOY, at(10), Outcome.SUCCEEDED, null);
        assertThat(Sameness.isSame(claim(A), guessed)).isTrue();
        assertThat(Sameness.isSame(claim(A), sight(OTHER, Operation.DEPLOY, 10, null)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingOffInTheNameOfADeployment(Operation operation) {
        assertThat(Sameness.isSame(claim(A), sight(SHOP, operation, 10, null))).isEqualTo(operation.leavesRunning());
    }

    @Test
    void letsAClientCallFailedWhatTheServerTookButNotTheOtherWayRound() {
        Sameness.Claim failed = new Sameness.Claim(SHOP, at(0), at(20), Outcome.FAILED, A);
        assertThat(Sameness.isSame(failed, sight(SHOP, Operation.DEPLOY, 10, A)))
                .isTrue();
        Sameness.Sight refused =
                new Sameness.Sight(SHOP, false, "shop.war", Operation.DEPLOY, at(10), Outcome.FAILED, null);
        assertThat(Sameness.isSame(claim(A), refused)).isFalse();
        assertThat(Sameness.isSame(failed, refused)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DEPLOY, DEPLOY, true",
        "DEPLOY, REPLACE, true",
        "REPLACE, DEPLOY, true",
        "REPLACE, REDEPLOY, false",
        "DEPLOY, UNDEPLOY, false",
        "UNDEPLOY, UNDEPLOY, true",
        "UNDEPLOY, REMOVE, false",
    })
    void bringsTwoWorkersTogetherWhenTheyDidTheSame(Operation one, Operation other, boolean expected) {
        assertThat(Sameness.isSame(sight(SHOP, one, 0, null), sight(SHOP, other, 30, null)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"60, , true", "61, , false", "-60, , true", "900, sha256:a, true", "901, sha256:a, false"})
    void bringsTwoWorkersTogetherOneSoonAfterTheOther(long at, @Nullable String digest, boolean expected) {
        assertThat(Sameness.isSame(sight(SHOP, Operation.DEPLOY, 0, digest), sight(SHOP, Operation.DEPLOY, at, digest)))
                .isEqualTo(expected);
    }

    @Test
    void keepsTwoArchivesAndTwoServicesAndTwoEndsApart() {
        Sameness.Sight one = sight(SHOP, Operation.DEPLOY, 0, A);
        assertThat(Sameness.isSame(one, one)).isTrue();
        assertThat(Sameness.isSame(
                        one, new Sameness.Sight(SHOP, false, "b.war", Operation.DEPLOY, at(0), Outcome.SUCCEEDED, A)))
                .isFalse();
        assertThat(Sameness.isSame(one, sight(OTHER, Operation.DEPLOY, 0, A))).isFalse();
        assertThat(Sameness.isSame(
                        one, new Sameness.Sight(SHOP, false, "shop.war", Operation.DEPLOY, at(0), Outcome.FAILED, A)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-3, 3", "0, 0", "7, 0", "20, 0", "25, 5"})
    void measuresHowFarOutsideOfAClaimItLies(long at, long seconds) {
        assertThat(Sameness.distance(claim(A), at(at))).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static Sameness.Claim claim(String digest) {
        return new Sameness.Claim(SHOP, at(0), at(20), Outcome.SUCCEEDED, digest);
    }

    private static Sameness.Sight sight(UUID service, Operation operation, long at, @Nullable String digest) {
        return new Sameness.Sight(service, false, "shop.war", operation, at(at), Outcome.SUCCEEDED, digest);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }
}
