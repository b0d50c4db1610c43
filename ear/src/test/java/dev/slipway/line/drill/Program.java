package dev.slipway.line.drill;

import static org.awaitility.Awaitility.await;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.load.Balancer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program of the line.
 *
 * @param name as {@code ./slipway status} calls it
 */
record Program(String name) {
    private static final Duration GONE = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofMinutes(4);

    /** Its first process, which the supervisor started. */
    ProcessHandle process() {
        return ProcessHandle.of(pid()).orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    private long pid() {
        Path file = Line.running().state().resolve("run/" + name + ".pid");
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills its first process, and leaves what that one had started alone, as the kernel does. */
    void kill() {
        kill(process());
    }

    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        await().atMost(GONE).pollInterval(Duration.ofMillis(5)).until(() -> !process.isAlive());
    }

    /** All of its processes stand still. */
    void freeze() {
        signal("STOP");
    }

    /** They go on. */
    void thaw() {
        signal("CONT");
    }

    /** The first process first, which so starts no others meanwhile. */
    private void signal(String signal) {
        ProcessHandle first = process();
        Command.bash("kill -" + signal + " " + first.pid()).run().expectSuccess();
        String others =
                first.descendants().map(one -> String.valueOf(one.pid())).collect(Collectors.joining(" "));
        if (!others.isEmpty()) {
            Command.bash("kill -" + signal + " " + others + " || true").run().expectSuccess();
        }
    }

    /** Stops it as an operator would. */
    void stop() {
        supervise("stop");
    }

    /** Starts it again. */
    void start() {
        supervise("start");
    }

    private void supervise(String verb) {
        Command.bash(". line/lib/common && supervise %s \"$(supervisor_name %s)\"".formatted(verb, name))
                .run()
                .expectSuccess();
    }

    /** Waits until it runs, and answers, in another process than this one. */
    void awaitAfter(ProcessHandle gone) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> pid() != gone.pid() && process().isAlive() && isReady());
    }

    /** Whether it says itself that it is ready; of a worker, whether httpd sends requests there. */
    private boolean isReady() {
        return name.startsWith("wildfly-")
                ? Balancer.isOk(name.replace("wildfly", "worker"))
                : Command.bash(". line/lib/common && program %s ready".formatted(name))
                                .quietly()
                                .run()
                                .code()
                        == 0;
    }

    /** Waits until all of the line's programs are ready, whatever was done to them before. */
    static void awaitAll() {
        for (String each : List.of("postgresql", "keycloak", "httpd", "wildfly-1", "wildfly-2", "agent", "watcher")) {
            await(each)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(new Program(each)::isReady);
        }
    }
}
