package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SupervisedProgramTest {
    /** As {@code supervisorctl} 4.2 prints them. */
    private static final String OUTPUT = """
            agent                            STOPPED   Not started
            postgresql                       RUNNING   pid 71, uptime 1 day, 2:03:04
            shop-production-1                FATAL     Exited too quickly (process log may have details)
            watcher                          STARTING
            wildfly:wildfly-1                RUNNING   pid 4711, uptime 0:00:12
            """;

    @Test
    void isReadFromTheTable() {
        Map<String, SupervisedProgram> programs = SupervisedProgram.in(OUTPUT);
        assertThat(programs)
                .containsOnlyKeys("agent", "postgresql", "shop-production-1", "watcher", "wildfly-1")
                .containsEntry("postgresql", new SupervisedProgram("RUNNING", OptionalLong.of(71), "1 day, 2:03:04"))
                .containsEntry("wildfly-1", new SupervisedProgram("RUNNING", OptionalLong.of(4711), "0:00:12"))
                .containsEntry("watcher", new SupervisedProgram("STARTING", OptionalLong.empty(), ""))
                .containsEntry("agent", new SupervisedProgram("STOPPED", OptionalLong.empty(), ""));
        assertThat(programs.values()).filteredOn(SupervisedProgram::isRunning).hasSize(2);
    }

    @Test
    void isNotReadFromAnError() {
        assertThat(SupervisedProgram.in("unix://supervisor.sock refused connection\n"))
                .isEmpty();
        assertThat(SupervisedProgram.in("unix://supervisor.sock no such file\n"))
                .isEmpty();
    }
}
