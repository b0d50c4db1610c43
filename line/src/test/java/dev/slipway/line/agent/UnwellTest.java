package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.StubWildFly.Deployed;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.group.GroupStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which workers get no requests, though they answer their management. */
class UnwellTest {
    private static final String FIRST = "shop-production-1";
    private static final String SECOND = "shop-production-2";

    private static final List<String> ALL = List.of(FIRST, SECOND);

    @TempDir
    Path folder;

    @Test
    void isUnwellWhereWhatRunsDoesNotAnswer() throws Exception {
        World world = new World(folder);
        world.group("shop", FIRST, SECOND);
        Site site = world.site(
                DesiredGroup.of(Wishes.group("shop", "production", 1)).orElseThrow(),
                new GroupStatus(
                        "shop-production",
                        1,
                        GroupStatus.State.READY,
                        null,
                        ALL.stream()
                                .map(name -> new GroupStatus.Worker(name, 26_000, 26_001))
                                .toList(),
                        null,
                        null));
        assertThat(unwell(site, ALL)).as("nothing was ever deployed").isEmpty();
        for (String worker : ALL) {
            world.worker(worker).deployments.put("shop.war", new Deployed(World.hash("one"), true));
        }
        world.worker(SECOND).isStuck = true;
        assertThat(unwell(site, ALL)).containsExactly(SECOND);
        assertThat(unwell(site, List.of(FIRST))).isEmpty();
        world.httpd.out.put("shop " + SECOND, true);
        assertThat(unwell(site, ALL)).as("it is drained").isEmpty();
        assertThat(site.unwell(site.balancer().state(), ALL, false))
                .as("no task has it drained any more")
                .containsExactly(SECOND);
        world.worker(SECOND).isStuck = false;
        assertThat(site.unwell(site.balancer().state(), ALL, false))
                .as("it would answer")
                .containsExactly(SECOND);
        world.httpd.out.put("shop " + SECOND, false);
        assertThat(site.unwell(site.balancer().state(), ALL, false))
                .as("it is enabled again")
                .isEmpty();
        assertThat(unwell(world.site(), List.of(World.ONE)))
                .as("the ledger's own")
                .isEmpty();
    }

    /** While a task is under way. */
    private static Set<String> unwell(Site site, List<String> workers) throws Exception {
        return site.unwell(site.balancer().state(), workers, true);
    }
}
