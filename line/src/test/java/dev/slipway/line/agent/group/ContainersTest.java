package dev.slipway.line.agent.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Json;
import dev.slipway.line.pace.SwiftPace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainersTest {
    private static final String TAKE = "the container services does not begin";
    private static final String UP = "docker compose up --wait --remove-orphans";

    private static final Containers.Running OLD = new Containers.Running("old", "256m 256m");
    private static final Containers.Running NEW = new Containers.Running("new", "256m 256m");

    private final Map<String, Containers.Running> running = new HashMap<>();

    private final SwiftPace pace = new SwiftPace();

    private final Containers containers =
            new Containers((group, worker) -> Optional.ofNullable(running.get(worker.name())), pace);

    private static DesiredGroup group(long version, boolean isRemoved) {
        return DesiredGroup.of(Wishes.group("shop", "production", (int) version).with("isRemoved", isRemoved))
                .orElseThrow();
    }

    private static GroupStatus answer(long version, GroupStatus.State state, String... workers) {
        List<GroupStatus.Worker> all = List.of(workers).stream()
                .map(name -> new GroupStatus.Worker(name, name, 8_080, 8_081, "new", "256m 256m", false))
                .toList();
        return new GroupStatus("shop-production", version, state, null, all, null, "then");
    }

    private GroupStatus of(long version, GroupStatus answer) {
        return containers.answer(group(version, false), answer);
    }

    @Test
    void saysWhoIsToBegin() {
        GroupStatus answer = containers.answer(group(1, false), null);
        assertThat(answer.state()).isEqualTo(GroupStatus.State.MAKING);
        assertThat(answer.detail()).isNull();
        assertThat(answer.version()).isEqualTo(1);
        pace.sleep(Duration.ofSeconds(30));
        assertThat(containers.answer(group(1, false), null).detail())
                .contains(TAKE)
                .doesNotContain(UP);
        assertThat(containers.answer(group(2, false), null).detail())
                .as("asked for just now")
                .isNull();
    }

    @Test
    void saysItAgainAfterAChange() {
        running.put("shop-production-1", NEW);
        GroupStatus made = answer(1, GroupStatus.State.READY, "shop-production-1");
        assertThat(of(1, made)).isEqualTo(made);
        assertThat(of(2, made).detail()).isNull();
        pace.sleep(Duration.ofSeconds(30));
        GroupStatus answer = of(2, made);
        assertThat(answer.detail()).contains(TAKE).doesNotContain(UP);
        assertThat(answer.workers()).isEqualTo(made.workers());
    }

    @Test
    void saysOfAConfigurationWhatIsThereUntilItTakesTooLong() {
        running.put("shop-production-1", NEW);
        GroupStatus made = answer(1, GroupStatus.State.READY, "shop-production-1");
        assertThat(of(1, made)).isEqualTo(made);
        DesiredGroup other = DesiredGroup.of(Wishes.group("shop", "production", 1)
                        .with("configuration", Json.object().with("version", 3)))
                .orElseThrow();
        assertThat(containers.answer(other, made)).isEqualTo(made);
        pace.sleep(Duration.ofSeconds(30));
        assertThat(containers.answer(other, made).detail()).contains(TAKE);
        assertThat(containers.answer(other, made).configuration()).isEqualTo(3);
    }

    @Test
    void isReadyOnceAllWorkersRunWithWhatIsSaid() {
        GroupStatus made = answer(1, GroupStatus.State.READY, "shop-production-1", "shop-production-2");
        running.put("shop-production-1", NEW);
        assertThat(of(1, made).detail()).contains(UP).doesNotContain(TAKE);
        running.put("shop-production-2", new Containers.Running("old", "200m 256m"));
        assertThat(of(1, made).detail()).contains(UP);
        running.put("shop-production-2", OLD);
        assertThat(of(1, made)).as("the agent restarts it").isEqualTo(made);
        running.put("shop-production-2", NEW);
        assertThat(of(1, made)).isEqualTo(made);
    }

    /** A worker that is away for a while is the engine's to start. */
    @Test
    void looksNoMoreOnceItWasReady() {
        GroupStatus made = answer(1, GroupStatus.State.READY, "shop-production-1");
        running.put("shop-production-1", NEW);
        assertThat(of(1, made)).isEqualTo(made);
        running.clear();
        assertThat(of(1, made)).isEqualTo(made);
    }

    @Test
    void takesNoCommandWhileAWorkerIsStartedAnew() {
        GroupStatus made = answer(1, GroupStatus.State.READY, "shop-production-1", "shop-production-2");
        running.put("shop-production-1", OLD);
        running.put("shop-production-2", OLD);
        assertThat(of(1, made)).isEqualTo(made);
        running.remove("shop-production-1");
        assertThat(of(1, made)).as("it has ended").isEqualTo(made);
        running.put("shop-production-1", new Containers.Running("", ""));
        assertThat(of(1, made)).as("it boots").isEqualTo(made);
        running.put("shop-production-1", new Containers.Running("new", "200m 256m"));
        assertThat(of(1, made).detail()).as("another container").contains(UP);
    }

    @Test
    void takesACommandForAWorkerThatComesBack() {
        running.put("shop-production-1", NEW);
        running.put("shop-production-2", NEW);
        GroupStatus both = answer(1, GroupStatus.State.READY, "shop-production-1", "shop-production-2");
        assertThat(of(1, both)).isEqualTo(both);
        running.remove("shop-production-2");
        GroupStatus one = answer(2, GroupStatus.State.READY, "shop-production-1");
        assertThat(of(2, one)).isEqualTo(one);
        assertThat(of(3, answer(3, GroupStatus.State.READY, "shop-production-1", "shop-production-2"))
                        .detail())
                .contains(UP);
    }

    @Test
    void waitsUntilAWorkerThatIsOneTooManyIsGone() {
        running.put("shop-production-1", NEW);
        running.put("shop-production-2", OLD);
        GroupStatus made = answer(2, GroupStatus.State.READY, "shop-production-1");
        assertThat(of(2, made).detail()).contains(UP);
        running.remove("shop-production-2");
        assertThat(of(2, made)).isEqualTo(made);
    }

    @Test
    void isRemovedOnceNoWorkerRunsAnyMore() {
        running.put("shop-production-1", NEW);
        GroupStatus removed = answer(2, GroupStatus.State.REMOVED);
        DesiredGroup removal = group(2, true);
        assertThat(containers
                        .answer(removal, answer(1, GroupStatus.State.READY, "shop-production-1"))
                        .detail())
                .isNull();
        assertThat(containers.answer(removal, removed).state()).isEqualTo(GroupStatus.State.MAKING);
        running.clear();
        assertThat(containers.answer(removal, removed)).isEqualTo(removed);
    }

    @Test
    void asksNobodyToRemoveWhatWasNeverMade() {
        assertThat(containers.answer(group(1, true), null).state()).isEqualTo(GroupStatus.State.REMOVED);
    }

    /** It is tried again by itself. */
    @Test
    void passesOnWhatFailed() {
        GroupStatus failed = new GroupStatus(
                "shop-production", 1, GroupStatus.State.FAILED, "Keycloak does not answer", List.of(), null, "then");
        assertThat(of(1, failed)).isEqualTo(failed);
    }
}
