package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.Content;
import dev.slipway.line.roll.ContentHash;
import java.util.List;
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

    private static boolean isReplaced(Content... contents) {
        return DeployOffline.isReplaced(List.of(contents), HASH);
    }
}
