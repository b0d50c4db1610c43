package dev.slipway.line.agent.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.StubHttp;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.StubHttpd;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.port.Listeners;
import dev.slipway.line.port.PortGuard;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortWatchTest {
    private static final int FIRST = 26_000;
    private static final String WORKER = "shop-production-1";

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private final StubHttpd httpd = new StubHttpd(
            "secret",
            worker -> true,
            List.of(
                    "shop shop-production-1",
                    "shop shop-production-2",
                    "slipway worker-1",
                    "slipway-waiting worker-1"));
    private int owner;

    @BeforeEach
    void make() throws IOException {
        Files.writeString(
                folder.resolve("slots.json"), "{\"shop-production-1\":0,\"shop-production-2\":1,\"gone-1\":2}");
        for (String worker : List.of(WORKER, "shop-production-2", "worker-1")) {
            Files.createDirectories(folder.resolve("workers").resolve(worker));
        }
        Files.createDirectories(folder.resolve("asks"));
        Files.writeString(
                folder.resolve("asks/shop-production.json"),
                Wishes.group("shop", "production", 3).toString());
        owner = (Integer) Files.getAttribute(folder, "unix:uid");
    }

    private PortWatch watch() {
        StubHttp http = new StubHttp((request, body) -> {
            Map<String, String> headers = new TreeMap<>();
            request.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            StubHttpd.Answer answer = httpd.answer(request.method(), request.uri(), headers, body);
            return new StubHttp.Answer(answer.status(), answer.body());
        });
        return new PortWatch(
                Map.of("worker-1", List.of(25_000, 25_001)),
                folder.resolve("slots.json"),
                folder.resolve("workers"),
                FIRST,
                new GroupFiles(folder.resolve("asks"), folder.resolve("answers")),
                new Balancer(URI.create("http://127.0.0.1:1"), () -> "secret", PortGuard.OPEN, http, new Pace()),
                log::add);
    }

    /** PORT USER of each listener. */
    private static Listeners listening(String... listeners) {
        return Listeners.of(Stream.of(listeners)
                .map(listener -> listener.split(" "))
                .map(words -> "0: 0100007F:%04X 00000000:0000 0A 0:0 0:0 0 %s 0 1"
                        .formatted(Integer.parseInt(words[0]), words[1]))
                .toList());
    }

    @Test
    void mindsNobodyWhereEachPortIsItsWorkersOwn() throws IOException {
        PortWatch watch = watch();
        assertThat(watch.check(listening("26000 " + owner, "26011 " + owner, "26020 77", "25999 77")))
                .isFalse();
        assertThat(watch.alarm("shop-production")).isEmpty();
        assertThat(httpd.stopped).isEmpty();
    }

    @Test
    void sendsNothingToWhoeverHasTakenAPort() throws IOException {
        PortWatch watch = watch();
        Listeners taken = listening("26000 77777", "26010 " + owner);
        assertThat(watch.check(taken)).isTrue();
        assertThat(watch.check(taken)).as("nothing new").isFalse();
        assertThat(httpd.stopped).containsExactly("shop " + WORKER);
        assertThat(watch.alarm("shop-production").orElseThrow())
                .startsWith("port 26000 of shop-production-1 is held by a program of the user ");
        assertThat(watch.alarm("shop")).isEmpty();
        assertThat(log).hasSize(1);
        assertThat(watch.check(listening("26010 " + owner))).isTrue();
        assertThat(httpd.stopped).isEmpty();
        assertThat(watch.alarm("shop-production")).isEmpty();
    }

    /** Neither passwords of people nor tokens of machines. */
    @Test
    void sendsNothingToWhoeverHasTakenAPortOfTheLedgers() throws IOException {
        PortWatch watch = watch();
        assertThat(watch.check(listening("25000 77777", "25001 " + owner))).isTrue();
        assertThat(httpd.stopped).containsExactlyInAnyOrder("slipway worker-1", "slipway-waiting worker-1");
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("port 25000 of worker-1 is held by a program of the user ");
        assertThat(watch.check(listening("25000 " + owner, "25001 " + owner))).isTrue();
        assertThat(httpd.stopped).isEmpty();
    }

    @Test
    void tellsHttpdAnewAfterAReload() throws IOException {
        PortWatch watch = watch();
        watch.check(listening("26003 77777"));
        httpd.stopped.clear();
        assertThat(watch.check(listening("26003 77777"))).isFalse();
        assertThat(httpd.stopped).containsExactly("shop " + WORKER);
    }

    @Test
    void letsInWhomAnEarlierRunShutOut() throws IOException {
        httpd.stopped.add("shop " + WORKER);
        watch().check(listening());
        assertThat(httpd.stopped).isEmpty();
    }
}
