package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.group.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainersTest {
    private static final String MAKE = "docker compose run --rm services";
    private static final String UP = "docker compose up --wait --remove-orphans";

    private static final Containers.Running OLD = new Containers.Running("old", "256m 256m");
    private static final Containers.Running NEW = new Containers.Running("new", "256m 256m");

    private final Map<String, Containers.Running> running = new HashMap<>();

    private final Containers containers =
            new Containers((group, worker) -> Optional.ofNullable(running.get(worker.name())));

    private static AskedGroup asked(long version, boolean isRemoved) {
        return AskedGroup.of(Wishes.group("shop", "production", (int) version).with("isRemoved", isRemoved))
                .orElseThrow();
    }

    private static Answer said(long version, Answer.State state, String... workers) {
        List<Answer.Worker> all = List.of(workers).stream()
                .map(name -> new Answer.Worker(name, name, 8_080, 8_081, "new", "256m 256m", false))
                .toList();
        return new Answer("shop-production", version, state, null, all, null, "then");
    }

    private Answer of(long version, Answer said) {
        return containers.answer(asked(version, false), said);
    }

    @Test
    void saysWhatTheOperatorIsToCall() {
        Answer answer = containers.answer(asked(1, false), null);
        assertThat(answer.state()).isEqualTo(Answer.State.MAKING);
        assertThat(answer.detail()).contains(MAKE).contains(UP);
        assertThat(answer.version()).isEqualTo(1);
    }

    @Test
    void saysItAgainAfterAChange() {
        running.put("shop-production-1", NEW);
        Answer made = said(1, Answer.State.READY, "shop-production-1");
        assertThat(of(1, made)).isEqualTo(made);
        Answer answer = of(2, made);
        assertThat(answer.detail()).contains(MAKE).contains(UP);
        assertThat(answer.workers()).isEqualTo(made.workers());
    }

    @Test
    void isReadyOnceAllWorkersRunWithWhatIsSaid() {
        Answer made = said(1, Answer.State.READY, "shop-production-1", "shop-production-2");
        running.put("shop-production-1", NEW);
        assertThat(of(1, made).detail()).contains(UP).doesNotContain(MAKE);
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
        Answer made = said(1, Answer.State.READY, "shop-production-1");
        running.put("shop-production-1", NEW);
        assertThat(of(1, made)).isEqualTo(made);
        running.clear();
        assertThat(of(1, made)).isEqualTo(made);
    }

    @Test
    void waitsUntilAWorkerThatIsOneTooManyIsGone() {
        running.put("shop-production-1", NEW);
        running.put("shop-production-2", OLD);
        Answer made = said(2, Answer.State.READY, "shop-production-1");
        assertThat(of(2, made).detail()).contains(UP);
        running.remove("shop-production-2");
        assertThat(of(2, made)).isEqualTo(made);
    }

    @Test
    void isRemovedOnceNoWorkerRunsAnyMore() {
        running.put("shop-production-1", NEW);
        Answer removed = said(2, Answer.State.REMOVED);
        AskedGroup asked = asked(2, true);
        assertThat(containers
                        .answer(asked, said(1, Answer.State.READY, "shop-production-1"))
                        .detail())
                .contains(MAKE);
        assertThat(containers.answer(asked, removed).state()).isEqualTo(Answer.State.MAKING);
        running.clear();
        assertThat(containers.answer(asked, removed)).isEqualTo(removed);
    }

    @Test
    void asksNobodyToRemoveWhatWasNeverMade() {
        assertThat(containers.answer(asked(1, true), null).state()).isEqualTo(Answer.State.REMOVED);
    }

    @Test
    void saysHowAFailureIsTriedAgain() {
        Answer failed = new Answer(
                "shop-production", 1, Answer.State.FAILED, "Keycloak does not answer", List.of(), null, "then");
        assertThat(of(1, failed).detail()).contains("Keycloak does not answer").contains(MAKE);
    }
}
