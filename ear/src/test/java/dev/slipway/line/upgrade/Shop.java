package dev.slipway.line.upgrade;

import static org.awaitility.Awaitility.await;

import dev.slipway.line.Line;
import dev.slipway.line.Wars;
import dev.slipway.line.load.Balancer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/** A service with two workers, on the line that goes to another version. */
final class Shop implements AutoCloseable {
    /** Of the service, and of its host. */
    static final String NAME = "upgraded-shop";

    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clone versions;

    private Shop(Clone versions) {
        this.versions = versions;
    }

    /** Opens it: from then on, each of its workers answers. */
    static Shop open(Clone versions) throws IOException {
        versions.slipway("services add " + NAME + " --environment production=" + WORKERS)
                .run()
                .expectSuccess();
        versions.deploy(NAME, Wars.page("open"));
        return new Shop(versions);
    }

    /**
     * Waits until each worker was started with the server of {@link Versions#NEXT}, which is after the upgrade, one after the other, and httpd sends
     * requests to all of them again.
     */
    void awaitNewServer() {
        await("the new server of each worker").atMost(PATIENCE).until(() -> withNewServer() == WORKERS);
        Line line = versions.line();
        await("requests to each worker")
                .atMost(PATIENCE)
                .until(() ->
                        IntStream.rangeClosed(1, WORKERS).allMatch(worker -> Balancer.isOk(line, NAME, name(worker))));
    }

    /** How many of its workers have the server of {@link Versions#NEXT}. */
    int withNewServer() throws IOException {
        int count = 0;
        for (int worker = 1; worker <= WORKERS; worker++) {
            Path file = versions.state().resolve("workers/" + name(worker) + "/configuration/standalone.xml");
            if (Files.readString(file).contains(Versions.PROBE)) {
                count++;
            }
        }
        return count;
    }

    private static String name(int worker) {
        return NAME + "-production-" + worker;
    }

    /** Takes it off the line. */
    @Override
    public void close() {
        versions.slipway("services remove " + NAME).run().expectSuccess();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> versions.slipway("services remove " + NAME + " --data")
                                .run()
                                .code()
                        == 0);
    }
}
