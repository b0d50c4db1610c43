package dev.slipway.line.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.host.machine.SupervisedProgram;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineStatusTest {
    private static final ProgramStatus POSTGRESQL = running("postgresql", "1 day, 2:03:04", true);

    private static ProgramStatus running(String name, String uptime, boolean isReady) {
        return new ProgramStatus(name, new SupervisedProgram("RUNNING", OptionalLong.of(71), uptime), isReady, 25);
    }

    private static ProgramStatus stopped(String name, String state) {
        return new ProgramStatus(name, new SupervisedProgram(state, OptionalLong.empty(), ""), false, 0);
    }

    @Test
    void isATable() {
        List<ProgramStatus> programs = List.of(
                POSTGRESQL,
                running("wildfly-1", "0:00:12", false),
                stopped("agent", "FATAL"),
                new ProgramStatus("watcher", SupervisedProgram.UNKNOWN, false, 0));
        assertThat(new LineStatus(programs).lines())
                .containsExactly(
                        "  program        state      answers    up           memory",
                        "  postgresql     RUNNING    yes        1 day, 2:03:04 25 MB",
                        "  wildfly-1      RUNNING    no         0:00:12      25 MB",
                        "  agent          FATAL      no         -            -",
                        "  watcher                   no         -            -");
    }

    /** One that hangs takes ten seconds, and there may be more of them than the machine has processors. */
    @Test
    void asksAllAtOnce() {
        List<String> names = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> "shop-" + number)
                .toList();
        CountDownLatch asked = new CountDownLatch(names.size());
        LineStatus status = LineStatus.of(names, name -> {
            asked.countDown();
            return running(name, "0:01:00", isOver(asked));
        });
        assertThat(status.programs()).extracting(ProgramStatus::name).containsExactlyElementsOf(names);
        assertThat(status.isWell()).as("none waits for another one's answer").isTrue();
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isAsWideAsItsLongestName() {
        assertThat(new LineStatus(List.of(POSTGRESQL, running("shop-production-1", "0:01:00", true))).lines())
                .containsExactly(
                        "  program           state      answers    up           memory",
                        "  postgresql        RUNNING    yes        1 day, 2:03:04 25 MB",
                        "  shop-production-1 RUNNING    yes        0:01:00      25 MB");
    }

    @Test
    void isGoodOnlyIfAllAnswer() {
        assertThat(new LineStatus(List.of(POSTGRESQL)).isWell()).isTrue();
        assertThat(new LineStatus(List.of(POSTGRESQL, stopped("agent", "STOPPED"))).isWell())
                .isFalse();
    }
}
