package dev.slipway.ledger.deployment.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.text.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentMatcherTest {
    private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID SHOP = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Digest A = Digest.ofHex("a".repeat(64));
    private static final Digest B = Digest.ofHex("b".repeat(64));

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
        assertThat(DeploymentMatcher.matches(claim(A), observed(SHOP, Operation.REPLACE, at, null)))
                .isEqualTo(expected);
    }

    /** Back, for a client tells of it late; not on: what comes minutes after it was over, a rollback for instance, is something else. */
    @ParameterizedTest
    @CsvSource({"-900, true", "-901, false", "80, true", "81, false"})
    void goesFurtherBackWithTheDigest(long at, boolean expected) {
        assertThat(DeploymentMatcher.matches(claim(A), observed(OTHER, Operation.REPLACE, at, A)))
                .isEqualTo(expected);
    }

    @Test
    void keepsAnotherDigestApart() {
        assertThat(DeploymentMatcher.matches(claim(A), observed(SHOP, Operation.DEPLOY, 10, B)))
                .isFalse();
        assertThat(DeploymentMatcher.matches(
                        observed(SHOP, Operation.DEPLOY, 0, A), observed(SHOP, Operation.DEPLOY, 1, B)))
                .isFalse();
    }

    @Test
    void takesAServiceThatWasOnlyGuessedForAnother() {
        DeploymentMatcher.ObservedFacts guessed = new DeploymentMatcher.ObservedFacts(
                OTHER, true, "x.war", Operation.DEPLOY, at(10), Outcome.SUCCEEDED, null);
        assertThat(DeploymentMatcher.matches(claim(A), guessed)).isTrue();
        assertThat(DeploymentMatcher.matches(claim(A), observed(OTHER, Operation.DEPLOY, 10, null)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingOffInTheNameOfADeployment(Operation operation) {
        assertThat(DeploymentMatcher.matches(claim(A), observed(SHOP, operation, 10, null)))
                .isEqualTo(operation.leavesRunning());
    }

    @Test
    void letsAClientCallFailedWhatTheServerTookButNotTheOtherWayRound() {
        DeploymentMatcher.Claim failed = new DeploymentMatcher.Claim(SHOP, at(0), at(20), Outcome.FAILED, A);
        assertThat(DeploymentMatcher.matches(failed, observed(SHOP, Operation.DEPLOY, 10, A)))
                .isTrue();
        DeploymentMatcher.ObservedFacts refused = new DeploymentMatcher.ObservedFacts(
                SHOP, false, "shop.war", Operation.DEPLOY, at(10), Outcome.FAILED, null);
        assertThat(DeploymentMatcher.matches(claim(A), refused)).isFalse();
        assertThat(DeploymentMatcher.matches(failed, refused)).isTrue();
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
        assertThat(DeploymentMatcher.matches(observed(SHOP, one, 0, null), observed(SHOP, other, 30, null)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"60, false, true", "61, false, false", "-60, false, true", "900, true, true", "901, true, false"})
    void bringsTwoWorkersTogetherOneSoonAfterTheOther(long at, boolean isDigestKnown, boolean expected) {
        Digest digest = isDigestKnown ? A : null;
        assertThat(DeploymentMatcher.matches(
                        observed(SHOP, Operation.DEPLOY, 0, digest), observed(SHOP, Operation.DEPLOY, at, digest)))
                .isEqualTo(expected);
    }

    /** Between a deployment of A on one worker and the same on another. */
    @ParameterizedTest
    @CsvSource({
        "REPLACE, a, false",
        "REPLACE, b, true",
        "REPLACE, , false",
        "REDEPLOY, a, false",
        "UNDEPLOY, , true",
        "REMOVE, , true",
    })
    void keepsWhatIsDeployedAgainApart(Operation between, @Nullable String digest, boolean expected) {
        DeploymentMatcher.ObservedFacts changed =
                observed(SHOP, between, 300, digest == null ? null : Digest.ofHex(digest.repeat(64)));
        assertThat(DeploymentMatcher.separates(changed, false, observed(SHOP, Operation.REPLACE, 600, A)))
                .isEqualTo(expected);
        assertThat(DeploymentMatcher.separates(changed, true, observed(SHOP, Operation.REPLACE, 600, A)))
                .as("on the same worker")
                .isTrue();
    }

    /** Each worker is stopped and started, one after the other. */
    @Test
    void bringsStopsTogetherThoughTheFirstWorkerIsStartedInBetween() {
        DeploymentMatcher.ObservedFacts started = observed(SHOP, Operation.DEPLOY, 5, A);
        DeploymentMatcher.ObservedFacts stopped = observed(SHOP, Operation.UNDEPLOY, 10, null);
        assertThat(DeploymentMatcher.separates(started, false, stopped)).isFalse();
        assertThat(DeploymentMatcher.separates(started, true, stopped)).isTrue();
    }

    @Test
    void keepsTwoArchivesAndTwoServicesAndTwoEndsApart() {
        DeploymentMatcher.ObservedFacts one = observed(SHOP, Operation.DEPLOY, 0, A);
        assertThat(DeploymentMatcher.matches(one, one)).isTrue();
        assertThat(DeploymentMatcher.matches(
                        one,
                        new DeploymentMatcher.ObservedFacts(
                                SHOP, false, "b.war", Operation.DEPLOY, at(0), Outcome.SUCCEEDED, A)))
                .isFalse();
        assertThat(DeploymentMatcher.matches(one, observed(OTHER, Operation.DEPLOY, 0, A)))
                .isFalse();
        assertThat(DeploymentMatcher.matches(
                        one,
                        new DeploymentMatcher.ObservedFacts(
                                SHOP, false, "shop.war", Operation.DEPLOY, at(0), Outcome.FAILED, A)))
                .isFalse();
    }

    /** It fails on one worker after another has started it, or is repeated; the one who failed no longer has the content. */
    @Test
    void bringsTheEndsOfOneAttemptOfTheAgentTogether() {
        DeploymentMatcher.Attempt attempt = new DeploymentMatcher.Attempt(A, at(0));
        DeploymentMatcher.ObservedFacts started = observed(SHOP, Operation.REPLACE, 10, A);
        assertThat(DeploymentMatcher.matches(attempt, started, failed(12))).isTrue();
        assertThat(DeploymentMatcher.matches(attempt, failed(12), observed(SHOP, Operation.DEPLOY, 3_600, A)))
                .isTrue();
        assertThat(DeploymentMatcher.matches(attempt, failed(-6), started)).isFalse();
        assertThat(DeploymentMatcher.matches(attempt, started, observed(OTHER, Operation.REPLACE, 12, A)))
                .isFalse();
        assertThat(DeploymentMatcher.matches(attempt, started, observed(SHOP, Operation.UNDEPLOY, 12, null)))
                .isFalse();
    }

    @Test
    void keepsWhatTheAgentPutsBackApart() {
        DeploymentMatcher.Attempt attempt = new DeploymentMatcher.Attempt(A, at(0));
        DeploymentMatcher.ObservedFacts putBack = observed(SHOP, Operation.REPLACE, 15, B);
        assertThat(DeploymentMatcher.matches(attempt, failed(12), putBack)).isFalse();
        assertThat(DeploymentMatcher.isPartOf(claim(A), putBack)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "20, true", "21, false"})
    void bringsAResultOfTheAgentTogetherWithWhatFailedMeanwhile(long at, boolean expected) {
        assertThat(DeploymentMatcher.isPartOf(claim(A), failed(at))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-3, 3", "0, 0", "7, 0", "20, 0", "25, 5"})
    void measuresHowFarOutsideOfAClaimItLies(long at, long seconds) {
        assertThat(DeploymentMatcher.distance(claim(A), at(at))).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static DeploymentMatcher.Claim claim(Digest digest) {
        return new DeploymentMatcher.Claim(SHOP, at(0), at(20), Outcome.SUCCEEDED, digest);
    }

    private static DeploymentMatcher.ObservedFacts observed(
            UUID service, Operation operation, long at, @Nullable Digest digest) {
        return new DeploymentMatcher.ObservedFacts(
                service, false, "shop.war", operation, at(at), Outcome.SUCCEEDED, digest);
    }

    private static DeploymentMatcher.ObservedFacts failed(long at) {
        return new DeploymentMatcher.ObservedFacts(
                SHOP, false, "shop.war", Operation.REPLACE, at(at), Outcome.FAILED, null);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }
}
