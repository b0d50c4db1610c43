package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyncResultTest {
    private final SyncResult result = new SyncResult();

    @Test
    void isDoneWhereThereWasNothingToDo() {
        assertThat(result.isDone()).isTrue();
        assertThat(result.text()).isEqualTo("All workers run the same.");
        assertThat(result.last()).isEmpty();
    }

    @Test
    void isNotDoneAfterOneFailure() {
        result.fail("shop.war: It is frozen.");
        result.say("api.war: It runs.");
        assertThat(result.isDone()).isFalse();
        assertThat(result.text()).isEqualTo("shop.war: It is frozen.\napi.war: It runs.");
        assertThat(result.last()).contains("api.war: It runs.");
    }

    @Test
    void leavesEachLineItsRoom() {
        result.say("s".repeat(200));
        assertThat(result.text()).hasSize(200);
        result.say("s".repeat(201));
        assertThat(result.last()).contains("s".repeat(200) + "…");
    }
}
