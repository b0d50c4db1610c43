package dev.slipway.line.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.Json;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadDumpsTest {
    private static final String WORKER = "shop-production-1";

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    /** It takes no text of the first one. */
    @AutoClose
    private final Stub ledger = new Stub(request -> request.path().endsWith("/dump-1")
                    && request.body().startsWith("{\"text\"")
            ? Stub.Reply.of(400, "{\"type\":\"/docs/problems#invalid-request\",\"detail\":\"It is not valid.\"}")
            : Stub.Reply.of(204, ""));

    private static Json dump(String id, String worker) {
        return Json.object()
                .with("id", id)
                .with("worker", worker)
                .with("service", "shop")
                .with("environment", "production");
    }

    private List<String> delivered(String id) {
        return ledger.received("PUT /api/v1/agent/thread-dumps/" + id).stream()
                .map(Stub.Received::body)
                .toList();
    }

    @Test
    void haveFailedWhereTheLedgerRefusesThem() throws IOException {
        World world = new World(folder);
        world.group("shop", WORKER);
        GroupFiles files = new GroupFiles(folder.resolve("asks"), folder.resolve("answers"));
        DesiredGroup group =
                DesiredGroup.of(Wishes.group("shop", "production", 1)).orElseThrow();
        files.replaceAll(List.of(group));
        Wishes.answer(folder.resolve("answers"), "shop-production", 1, "ready", null, WORKER);
        Sites sites = new Sites(world.site(), "production", files, world::site);
        new ThreadDumps(files, sites, Daemons.api(ledger.uri()), new SwiftPace(), log::add, () -> false)
                .deliver(List.of(dump("dump-1", WORKER), dump("dump-2", WORKER), dump("dump-3", "gone-1")));
        assertThat(delivered("dump-1")).hasSize(2).last().isEqualTo("{\"failure\":\"the ledger rejected it\"}");
        assertThat(delivered("dump-2")).singleElement().asString().contains("processInvocation");
        assertThat(delivered("dump-3")).containsExactly("{\"failure\":\"There is no worker gone-1.\"}");
        assertThat(log).containsExactly("A thread dump cannot be taken: It is not valid.");
    }
}
