package dev.slipway.line.host.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.host.file.GroupFolder;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupStateTest {
    private static final Instant NOW = Instant.parse("2026-11-27T04:00:00Z");

    @TempDir
    java.nio.file.Path folder;

    @Test
    void isTriedAgainLaterAndLater() {
        List<Duration> pauses = Stream.iterate(GroupState.NOTHING.failed(NOW), state -> state.failed(NOW))
                .limit(5)
                .map(state -> Duration.between(NOW, state.due()))
                .toList();
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5));
    }

    @Test
    void isDueAtOnceWhenSomethingElseIsAskedFor() {
        GroupState failed = GroupState.NOTHING.making("a").failed(NOW);
        assertThat(failed.isDue("a", NOW.plusSeconds(4))).isFalse();
        assertThat(failed.isDue("a", NOW.plusSeconds(5))).isTrue();
        assertThat(failed.isDue("b", NOW)).isTrue();
    }

    @Test
    void isDueAtOnceWhenTheClockWasAhead() {
        GroupState failed = GroupState.NOTHING.making("a").failed(NOW.plus(Duration.ofDays(365)));
        assertThat(failed.isDue("a", NOW)).isTrue();
    }

    @Test
    void isDueAtOnceWhenItIsToldSomethingElse() {
        GroupState failed = GroupState.NOTHING.making("a").withRequested("1").failed(NOW);
        assertThat(failed.withRequested("1").isDue("a", NOW)).isFalse();
        assertThat(failed.withRequested("2").isDue("a", NOW)).isTrue();
        assertThat(failed.withRequested(null).isDue("a", NOW)).isTrue();
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        GroupFolder kept = new GroupFolder(folder, GroupFolder.Readers.OWNER);
        assertThat(kept.state()).isEqualTo(GroupState.NOTHING);
        GroupState state = GroupState.NOTHING
                .making("a")
                .begun(new GroupStep.MakeDatabase("shop_production"))
                .begun(new GroupStep.MakeManagement("m"))
                .done(new GroupStep.Start("shop-production-1", new GroupState.Worker("c", "s")))
                .failed(NOW);
        kept.write(state);
        assertThat(kept.state()).isEqualTo(state);
    }

    /** As a provisioner writes it today; a newer one has to go on with it, and an earlier one after a rollback. */
    @Test
    void isTheSameInEachVersion() throws Exception {
        String text = """
                {"ask":"a","progress":"MAKING","workers":{"shop-production-1":{"configuration":"c","start":"s"}},
                 "database":"shop_production","client":null,"management":"m","failures":1,
                 "due":"2026-11-27T04:00:05Z","told":"1"}
                """;
        Files.writeString(folder.resolve("made.json"), text);
        GroupFolder kept = new GroupFolder(folder, GroupFolder.Readers.OWNER);
        GroupState state = GroupState.NOTHING
                .making("a")
                .withRequested("1")
                .begun(new GroupStep.MakeDatabase("shop_production"))
                .done(new GroupStep.MakeManagement("m"))
                .done(new GroupStep.Start("shop-production-1", new GroupState.Worker("c", "s")))
                .failed(NOW);
        assertThat(kept.state()).isEqualTo(state);
        kept.write(state);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(Files.readString(folder.resolve("made.json")))).isEqualTo(json.readTree(text));
    }

    @Test
    void hasWorkersLikeNoneThatAreWantedOnARestoredLine() {
        for (GroupState.Progress progress : GroupState.Progress.values()) {
            assertThat(made(progress).reset().workers())
                    .isEqualTo(Map.of("shop-production-1", GroupState.Worker.UNKNOWN));
        }
    }

    @Test
    void isMadeAgainOnARestoredLine() {
        assertThat(made(GroupState.Progress.READY).reset())
                .returns(GroupState.Progress.MAKING, GroupState::progress)
                .returns("shop_production", GroupState::database)
                .returns("", GroupState::management);
        assertThat(made(GroupState.Progress.READY)
                        .done(new GroupStep.RemoveManagement())
                        .reset()
                        .management())
                .isNull();
        assertThat(made(GroupState.Progress.REMOVED).reset())
                .returns(GroupState.Progress.REMOVED, GroupState::progress)
                .returns("m", GroupState::management);
    }

    private static GroupState made(GroupState.Progress progress) {
        return GroupState.NOTHING
                .making("a")
                .begun(new GroupStep.MakeDatabase("shop_production"))
                .done(new GroupStep.MakeManagement("m"))
                .done(new GroupStep.Start("shop-production-1", new GroupState.Worker("c", "s")))
                .completed(progress);
    }
}
