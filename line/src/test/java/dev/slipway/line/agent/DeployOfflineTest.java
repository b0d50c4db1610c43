package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.plan.Content;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeployOfflineTest {
    private static final ContentHash HASH = ContentHash.ofHex("01".repeat(20));
    private static final ContentHash OTHER_HASH = ContentHash.ofHex("02".repeat(20));
    private static final Content THIS = Content.running(HASH);
    private static final Content OTHER = Content.running(OTHER_HASH);

    @Test
    void takesItForReplacedWhereOthersRunAlone() {
        assertThat(isReplaced(OTHER, OTHER)).isTrue();
        assertThat(isReplaced(OTHER, Content.running(ContentHash.ofHex("03".repeat(20)))))
                .isTrue();
        assertThat(isReplaced(OTHER, Content.absent()))
                .as("a new worker beside it")
                .isTrue();
    }

    @Test
    void takesItForUnfinishedWhereItIsOnSomeWorkers() {
        assertThat(isReplaced(THIS, THIS)).isFalse();
        assertThat(isReplaced(OTHER, THIS)).isFalse();
        assertThat(isReplaced(OTHER, Content.stopped(HASH))).isFalse();
        assertThat(isReplaced(THIS, Content.absent())).isFalse();
    }

    @Test
    void isDeployedWhereNothingRuns() {
        assertThat(isReplaced(Content.absent(), Content.absent())).isFalse();
        assertThat(isReplaced(Content.stopped(OTHER_HASH), Content.absent())).isFalse();
    }

    @Test
    void namesTheWorkersWithoutIt() {
        Map<String, Content> contents = new TreeMap<>(Map.of(
                "worker-1", OTHER,
                "worker-2", Content.unknown(),
                "worker-3", Content.absent(),
                "worker-4", Content.stopped(OTHER_HASH)));
        assertThat(DeployOffline.idle(contents)).containsExactly("worker-3", "worker-4");
        assertThat(DeployOffline.idle(Map.of("worker-1", OTHER))).isEmpty();
    }

    private static boolean isReplaced(Content... contents) {
        return DeployOffline.isReplaced(List.of(contents), HASH);
    }
}
