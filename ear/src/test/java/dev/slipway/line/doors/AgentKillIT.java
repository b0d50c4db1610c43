package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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

    @TempDir
    Path folder;

    private final String service = SCRATCH.name();

    @AfterEach
    void remove() {
        Command.slipway("services", "remove", service).quietly().run();
        Management.removeEverywhere(service + ".war");
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
            await().atMost(Probe.PROMPTLY)
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
            while (!isOver.get()) {
                JsonNode steps = steps();
                if (steps.size() >= count) {
                    agent().destroyForcibly();
                    JsonNode last = steps.path(steps.size() - 1);
                    return "%d %s %s %s"
                            .formatted(
                                    steps.size(),
                                    last.path("kind").asText(),
                                    last.path("worker").asText(),
                                    last.path("text").asText());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return "";
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
                .get("/api/v1/workers?environment=production")
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
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final AtomicInteger count = new AtomicInteger();
        private final List<String> failures = new ArrayList<>();
        private final Thread thread = new Thread(this::call);

        Calls() {
            thread.start();
        }

        private void call() {
            HttpRequest request = HttpRequest.newBuilder(URI.create(LINE.url(service) + "/" + service + "/"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            while (!isOver.get()) {
                try {
                    int status =
                            LINE.http().send(request, BodyHandlers.discarding()).statusCode();
                    if (status >= 400) {
                        failures.add("status " + status);
                    }
                    count.incrementAndGet();
                    Thread.sleep(10);
                } catch (IOException | InterruptedException e) {
                    failures.add(e.toString());
                }
            }
        }

        void end() throws InterruptedException {
            isOver.set(true);
            thread.join();
        }
    }
}
