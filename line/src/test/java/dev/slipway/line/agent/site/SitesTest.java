package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.ledger.DesiredGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {
    private static final DesiredGroup PRODUCTION = group("production", false);
    private static final DesiredGroup STAGING = group("staging", false);

    @TempDir
    Path folder;

    private GroupFiles files;
    private Sites sites;

    @BeforeEach
    void make() throws IOException {
        World world = new World(folder);
        files = new GroupFiles(folder.resolve("asks"), folder.resolve("answers"));
        files.replaceAll(List.of(PRODUCTION, STAGING));
        Wishes.answer(folder.resolve("answers"), "shop-production", 1, "ready", null, "shop-production-1");
        Wishes.answer(folder.resolve("answers"), "shop-staging", 1, "ready", null, "shop-staging-1");
        sites = new Sites(world.site(), "production", files, world::site);
    }

    @Test
    void keepsConnectionsAsLongAsTheWorkersAreWanted() throws IOException {
        Site production = of(PRODUCTION);
        Site staging = of(STAGING);
        sites.closeGone(where -> true);
        assertThat(of(PRODUCTION)).isSameAs(production);
        assertThat(of(STAGING)).isSameAs(staging);
    }

    @Test
    void keepsNoneToWorkersThatAreRemoved() throws IOException {
        Site production = of(PRODUCTION);
        Site staging = of(STAGING);
        files.replaceAll(List.of(PRODUCTION, group("staging", true)));
        sites.closeGone("production"::equals);
        assertThat(of(STAGING)).as("somebody may work there").isSameAs(staging);
        sites.closeGone("staging"::equals);
        assertThat(of(STAGING)).isNotSameAs(staging);
        files.replaceAll(List.of());
        sites.closeGone(where -> true);
        assertThat(of(PRODUCTION)).isNotSameAs(production);
    }

    private Site of(DesiredGroup group) throws IOException {
        return sites.of(group).orElseThrow();
    }

    private static DesiredGroup group(String environment, boolean isRemoved) {
        return DesiredGroup.of(Wishes.group("shop", environment, 1).with("isRemoved", isRemoved))
                .orElseThrow();
    }
}
