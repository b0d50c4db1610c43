package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The agent is killed after each of its steps in turn: the next one goes on from there, and nobody who calls notices. */
@Isolated
class AgentKillIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Line LINE = Line.running();
    private static final Path JOURNAL = LINE.state().resolve("agent/work/production/journal.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(1);
    /** A deployment's time, on a busy machine, with the agent starting in between. */
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** How long an answer may take. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final String service = SCRATCH.name();

    @AfterEach
    void remove() {
        OwnWorkers.remove(service);
    }

    @Test
    void goesOnWhereverItWasKilled() throws Exception {
        deploy("first").expectSuccess();
        List<String> figures = new ArrayList<>();
        for (int count = 1; ; count++) {
            Probe next = Probe.running(folder, service, "after " + count);
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<String> killed = kill(count, isOver);
            Calls calls = new Calls();
            Command.Result deployed = deploy("after " + count);
            isOver.set(true);
            calls.end();
            String step = killed.get();
            figures.add("%s: exit code %d, %d requests, %s failed"
                    .formatted(step, deployed.code(), calls.count.get(), calls.failures));
            assertThat(calls.failures).as("%s", figures).isEmpty();
            assertThat(deployed.code()).as("%s", figures).isZero();
            await().atMost(Probe.PATIENCE)
                    .untilAsserted(() -> assertThat(running()).as("%s", figures).containsOnly(next.digest()));
            if (step.isEmpty()) {
                break;
            }
        }
        figures.forEach(line -> System.out.println("killed after " + line));
        assertThat(figures).hasSizeGreaterThan(8);
    }

    private Command.Result deploy(String words) throws IOException {
        Probe probe = Probe.running(folder, service, words);
        Path war = folder.resolve(service + ".war");
        Files.deleteIfExists(war);
        Files.copy(probe.file(), war);
        return Command.slipway("deploy", war.toString(), "--service", service).run();
    }

    /** Kills it as soon as so many steps are in its journal; the last one of them, or nothing where there never were as many. */
    private static CompletableFuture<String> kill(int count, AtomicBoolean isOver) {
        return CompletableFuture.supplyAsync(() -> {
            JsonNode steps = await().atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(PAUSE)
                    .until(AgentKillIT::steps, seen -> isOver.get() || seen.size() >= count);
            if (steps.size() < count) {
                return "";
            }
            agent().destroyForcibly();
            JsonNode last = steps.path(steps.size() - 1);
            return "%d %s %s %s"
                    .formatted(
                            steps.size(),
                            last.path("kind").asText(),
                            last.path("worker").asText(),
                            last.path("text").asText());
        });
    }

    private static JsonNode steps() {
        try {
            return JSON.readTree(JOURNAL.toFile()).path("steps");
        } catch (IOException e) {
            return JSON.createArrayNode();
        }
    }

    private static ProcessHandle agent() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(LINE.state().resolve("run/agent.pid"))
                            .strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the workers have of it, by digest. */
    private List<String> running() {
        List<String> digests = new ArrayList<>();
        Caller.pipeline()
                .get("/api/v1/workers?limit=100")
                .expect(200)
                .path("items")
                .forEach(worker -> worker.path("archives").forEach(archive -> {
                    if (archive.path("service").asText().equals(service)) {
                        digests.add(archive.path("artifactDigest").asText());
                    }
                }));
        return digests;
    }

    /** Somebody who calls the service all the time. */
    private final class Calls {
        private final AtomicInteger count = new AtomicInteger();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final HttpRequest request = HttpRequest.newBuilder(URI.create(LINE.url(service) + "/"))
                .timeout(ANSWER)
                .build();

        Calls() {
            clock.scheduleWithFixedDelay(this::call, 0, 10, TimeUnit.MILLISECONDS);
        }

        private void call() {
            try {
                int status =
                        LINE.http().send(request, BodyHandlers.discarding()).statusCode();
                if (status >= 400) {
                    failures.add("status " + status);
                }
                count.incrementAndGet();
            } catch (IOException | InterruptedException e) {
                failures.add(e.toString());
            }
        }

        /** Calls no more, once the last call is answered. */
        void end() {
            clock.shutdown();
            await().atMost(ANSWER.plus(Probe.PATIENCE)).until(clock::isTerminated);
        }
    }
}
