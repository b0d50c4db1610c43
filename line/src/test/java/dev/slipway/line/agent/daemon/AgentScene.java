package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.Killed;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger, a line of workers, and the agent that works there in production. */
public abstract class AgentScene {
    protected static final String OLD = EmptyArchive.zip("old");
    protected static final String NEW = EmptyArchive.zip("new");
    protected static final String FIRST = "shop-production-1";
    protected static final String SECOND = "shop-production-2";

    @TempDir(factory = InMemory.class)
    protected Path folder;

    protected final Orders orders = new Orders();
    protected final List<String> log = new ArrayList<>();
    protected final AtomicBoolean isStopping = new AtomicBoolean();

    @AutoClose
    protected final Stub ledger = new Stub(orders::answer);

    /** The folder of the present line. */
    protected Path place = Path.of("");

    protected World world;

    /** A step that is repeated. */
    @FunctionalInterface
    protected interface Part {
        void run() throws Exception;
    }

    /** Assertions on what has come of it. */
    @FunctionalInterface
    protected interface Check {
        void on(String kill) throws Exception;
    }

    @BeforeEach
    protected final void open() throws IOException {
        open(folder);
    }

    /** Another line, of which the ledger knows nothing yet. */
    private void open(Path where) throws IOException {
        place = where;
        world = new World(where);
        orders.waiting.clear();
        orders.results.clear();
        orders.restarts.clear();
        orders.rehearsals.clear();
        orders.archives.put(EmptyArchive.digest(OLD), OLD);
        orders.archives.put(EmptyArchive.digest(NEW), NEW);
    }

    /**
     * Kills the agent at one touch of the line after the other, before the effect and after it, each time in another line;
     * another agent goes on.
     *
     * @param step how many touches further each kill is than the one before
     * @param begin what comes before the agent's work
     * @return how often it was killed
     */
    protected final int killEverywhere(int step, Part begin, Check check) throws Exception {
        int kills = 0;
        for (boolean isAfter : new boolean[] {false, true}) {
            boolean isKilled = true;
            for (int touch = 0; isKilled; touch += step) {
                open(folder.resolve(isAfter + "-" + touch));
                begin.run();
                world.isKilledAfter = isAfter;
                world.killedAt = world.touches + touch;
                isKilled = isKilled();
                world.killedAt = -1;
                if (isKilled) {
                    kills++;
                    daemon().runOnce();
                }
                check.on("killed " + (isAfter ? "after " : "before ") + touch);
            }
        }
        return kills;
    }

    private boolean isKilled() throws IOException {
        try {
            daemon().runOnce();
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    /** What runs on each worker of a group: the hash, or nothing. */
    protected Map<String, String> running() {
        return World.running(world.grouped);
    }

    /** What the ledger heard of a request; an empty object if nothing. */
    protected final Json result(String id) {
        return orders.results.getOrDefault(id, Json.object());
    }

    protected final Path asks() {
        return place.resolve("asks");
    }

    protected final Path answers() {
        return place.resolve("answers");
    }

    protected GroupFiles files() {
        return new GroupFiles(asks(), answers());
    }

    protected Sites sites(GroupFiles files) {
        return new Sites(world.site(), "production", files, world::site);
    }

    protected final EnvironmentRunner daemon() {
        GroupFiles files = files();
        return Daemons.of(ledger.uri(), sites(files), files, place, log, isStopping::get);
    }
}
