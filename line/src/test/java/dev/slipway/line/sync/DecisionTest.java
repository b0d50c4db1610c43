package dev.slipway.line.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.digest.Digest;
import dev.slipway.line.roll.ContentHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Digest OLD = new Digest("sha256:" + "0123456789abcdef".repeat(4));
    private static final Digest NEW = new Digest("sha256:" + "fedcba9876543210".repeat(4));
    private static final List<String> WORKERS = List.of("worker-1", "worker-2");
    private static final Map<String, Digest> SKEWED = Map.of("worker-1", OLD, "worker-2", NEW);
    private static final Seen RELEASED = seen("1.0", OLD, true, 2);
    private static final Seen BY_HAND = seen(null, NEW, true, 1);

    @Test
    void deploysTheLastChangeToTheOthers() {
        assertThat(Decision.of("shop.war", SKEWED, WORKERS, List.of(BY_HAND, RELEASED), false, ""))
                .isEqualTo(new Decision.Deploy(
                        "shop.war", "shop", "by-hand.fedcba987", NEW, Optional.of("worker-2"), List.of("worker-1")));
    }

    @Test
    void callsItByItsRelease() {
        assertThat(Decision.of("shop.war", SKEWED, WORKERS, List.of(seen("2.0", NEW, true, 1), RELEASED), false, ""))
                .isEqualTo(new Decision.Deploy(
                        "shop.war", "shop", "2.0", NEW, Optional.of("worker-2"), List.of("worker-1")));
    }

    @Test
    void deploysItToAWorkerThatRunsNone() {
        assertThat(Decision.of("shop.war", Map.of("worker-2", NEW), WORKERS, List.of(BY_HAND), false, ""))
                .isEqualTo(new Decision.Deploy(
                        "shop.war", "shop", "by-hand.fedcba987", NEW, Optional.of("worker-2"), List.of("worker-1")));
    }

    @Test
    void restoresTheLastReleaseThatRanOnAll() {
        assertThat(Decision.of("shop.war", SKEWED, WORKERS, List.of(BY_HAND, RELEASED), true, ""))
                .isEqualTo(new Decision.Deploy(
                        "shop.war", "shop", "1.0", OLD, Optional.of("worker-1"), List.of("worker-2")));
        assertThat(Decision.of("shop.war", Map.of("worker-1", NEW), WORKERS, List.of(BY_HAND, RELEASED), true, ""))
                .as("from the store")
                .isEqualTo(new Decision.Deploy("shop.war", "shop", "1.0", OLD, Optional.empty(), WORKERS));
        assertThat(Decision.of("shop.war", SKEWED, WORKERS, List.of(BY_HAND), true, ""))
                .isEqualTo(new Decision.Leave("shop.war", "shop", "No release of it ever ran on every worker."));
    }

    @Test
    void neverTakesAnArchiveOff() {
        List<Seen> undeployed = List.of(seen(null, OLD, false, 1), RELEASED);
        assertThat(Decision.of("shop.war", Map.of("worker-1", OLD), WORKERS, undeployed, false, ""))
                .isInstanceOf(Decision.Leave.class);
        assertThat(Decision.of("shop.war", Map.of("worker-1", OLD), WORKERS, undeployed, false, " --environment test"))
                .extracting("reason")
                .asString()
                .contains(" slipway sync --back --environment test. ");
        assertThat(Decision.of("shop.war", Map.of("worker-1", OLD), WORKERS, undeployed, true, ""))
                .isEqualTo(new Decision.Deploy(
                        "shop.war", "shop", "1.0", OLD, Optional.of("worker-1"), List.of("worker-2")));
    }

    @Test
    void knowsWhoseAnArchiveIs() {
        assertThat(Decision.of("kiosk.war", Map.of("worker-1", OLD), WORKERS, List.of(), false, "")
                        .service())
                .isEqualTo("kiosk");
        Seen moved = new Seen("web-shop", Optional.empty(), Optional.of(NEW), true, 1);
        assertThat(Decision.of("shop.war", SKEWED, WORKERS, List.of(moved), false, "")
                        .service())
                .isEqualTo("web-shop");
    }

    @Test
    void seesWhatIsSkewed() {
        Skew skew = new Skew(Map.of(
                "worker-1", Map.of("same.war", hash(1), "other.war", hash(2), "one.war", hash(3)),
                "worker-2", Map.of("same.war", hash(1), "other.war", hash(4))));
        assertThat(skew.archives()).containsExactly("one.war", "other.war");
        assertThat(skew.on("one.war")).isEqualTo(Map.of("worker-1", hash(3)));
    }

    private static ContentHash hash(int content) {
        return ContentHash.ofHex("%040x".formatted(content));
    }

    private static Seen seen(@Nullable String version, Digest digest, boolean isRunningAfter, int workers) {
        return new Seen("shop", Optional.ofNullable(version), Optional.of(digest), isRunningAfter, workers);
    }
}
