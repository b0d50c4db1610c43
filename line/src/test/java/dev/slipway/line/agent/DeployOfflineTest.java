package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployOfflineTest {
    private static final Content THIS = Content.running("this");
    private static final Content OTHER = Content.running("other");

    @Test
    void takesItForReplacedWhereOthersRunAlone() {
        assertThat(isReplaced(OTHER, OTHER)).isTrue();
        assertThat(isReplaced(OTHER, Content.running("a third one"))).isTrue();
        assertThat(isReplaced(OTHER, Content.absent()))
                .as("a new worker beside it")
                .isTrue();
    }

    @Test
    void takesItForUnfinishedWhereItIsOnSomeWorkers() {
        assertThat(isReplaced(THIS, THIS)).isFalse();
        assertThat(isReplaced(OTHER, THIS)).isFalse();
        assertThat(isReplaced(OTHER, Content.stopped("this"))).isFalse();
        assertThat(isReplaced(THIS, Content.absent())).isFalse();
    }

    @Test
    void isDeployedWhereNothingRuns() {
        assertThat(isReplaced(Content.absent(), Content.absent())).isFalse();
        assertThat(isReplaced(Content.stopped("other"), Content.absent())).isFalse();
    }

    private static boolean isReplaced(Content... contents) {
        return DeployOffline.isReplaced(List.of(contents), "this");
    }
}
