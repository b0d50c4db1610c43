package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.World;
import dev.slipway.line.roll.Balancers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** httpd may count requests for ever that were answered long ago. */
class TrafficTest {
    @TempDir
    Path folder;

    private World world;
    private Site site;

    @BeforeEach
    void start() throws IOException {
        world = new World(folder);
        world.runsLedger();
        site = world.site();
    }

    @Test
    void waitsBrieflyForWhatWasCountedBefore() throws Exception {
        world.httpd.busy.put(World.ONE, 10_000);
        assertThat(drain()).isGreaterThanOrEqualTo(Drain.QUIET);
        assertThat(drain()).isLessThan(Drain.QUIET);
    }

    /** As after httpd was restarted: whatever it counts now is in progress. */
    @Test
    void forgetsACountThatHasBeenZeroSince() throws Exception {
        world.httpd.busy.put(World.ONE, 10_000);
        drain();
        world.httpd.busy.put(World.ONE, 0);
        drain();
        world.httpd.busy.put(World.ONE, 5_000);
        assertThat(drain()).isGreaterThanOrEqualTo(Drain.QUIET);
    }

    /** How long it takes; then the worker gets requests again. */
    private Duration drain() throws Exception {
        Instant begun = site.pace().now();
        new Traffic(site, (worker, text) -> {}).drain(Balancers.LEDGER, World.ONE, "slipway", true);
        Duration duration = Duration.between(begun, site.pace().now());
        site.balancer().enable(Balancers.LEDGER, World.ONE);
        return duration;
    }
}
