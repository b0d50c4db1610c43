package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.TWO;

import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The group of shop in production, whose two workers run the old archive. */
abstract class TwoWorkerScene extends AgentScene {
    @BeforeEach
    void start() throws IOException {
        world.runs(ONE, OLD);
        world.runs(TWO, OLD);
        orders.groups = List.of(Wishes.group("shop", "production", 1));
        Wishes.answer(answers(), "shop-production", 1, "ready", null, ONE, TWO);
    }

    @Override
    protected Sites sites(GroupFiles files) {
        return new Sites(world.site().without(), "production", files, world::site);
    }

    AgentFolder agentFolder() {
        return new AgentFolder(folder.resolve("agent"), log::add);
    }

    static Json deployment(String id, String digest) {
        return Orders.deployment(id, "production", digest);
    }
}
