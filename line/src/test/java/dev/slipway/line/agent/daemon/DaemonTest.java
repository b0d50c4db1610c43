package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.Killed;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the agent does in several environments at once. */
@Timeout(60)
class DaemonTest {
    private static final String NEW = EmptyArchive.zip("new");
    private static final String PRODUCTION = "shop-production-1";
    private static final String STAGING = "shop-staging-1";
    private static final String CLAIMS = "POST /api/v1/agent/claims";

    @TempDir
    Path folder;

    private final Orders orders = new Orders();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final CountDownLatch isHanging = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Changes changes = new Changes();

    @AutoClose
    private final Stub ledger = new Stub(this::answer, true);

    /** The environment that the agent may not enter. */
    private volatile String forbidden = "";

    private GroupFiles files;
    private World production;
    private World staging;
    private Daemon daemon;
    private Thread agent;

    @BeforeEach
    void start() throws IOException {
        production = new World(folder.resolve("production"));
        production.group("shop", PRODUCTION);
        staging = new World(folder.resolve("staging"));
        staging.group("shop-staging", STAGING);
        orders.archives.put(EmptyArchive.digest(NEW), NEW);
        orders.groups = List.of(Wishes.group("shop", "production", 3), Wishes.group("shop", "staging", 3));
        Wishes.answer(answers(), "shop-production", 3, "ready", null, PRODUCTION);
        Wishes.answer(answers(), "shop-staging", 3, "ready", null, STAGING);
        files = new GroupFiles(folder.resolve("asks"), answers());
        daemon = Daemons.ofAll(ledger.uri(), sites(), files, folder, log, isStopping::get);
        agent = new Thread(this::run, "agent");
    }

    private void run() {
        try {
            daemon.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        end.countDown();
        stopping();
        agent.join();
    }

    private void stopping() {
        isStopping.set(true);
        changes.happen();
    }

    @Test
    void isNotKeptByAnEnvironmentThatHangs() throws Exception {
        staging.onTouch = this::hang;
        agent.start();
        give("7", "staging");
        isHanging.await();
        give("8", "production");
        changes.await(() -> isOver("8"));
        give("9", "staging");
        give("10", "production");
        changes.await(() -> isOver("10"));
        assertThat(orders.results).containsOnlyKeys("8", "10");
        end.countDown();
        changes.await(() -> isOver("9"));
        assertThat(orders.results.values())
                .extracting(result -> result.text("outcome"))
                .containsOnly("succeeded");
        assertThat(World.running(production.grouped)).isEqualTo(Map.of(PRODUCTION, hash(NEW)));
        assertThat(World.running(staging.grouped)).isEqualTo(Map.of(STAGING, hash(NEW)));
        assertThat(log)
                .contains("staging: Starting: shop 2.0 in staging", "production: Starting: shop 2.0 in production");
    }

    @Test
    void isNotKeptByAnEnvironmentThatItMayNotEnter() throws Exception {
        forbidden = "staging";
        agent.start();
        give("7", "production");
        changes.await(() -> isOver("7"));
        assertThat(log)
                .filteredOn(line -> line.contains("There is no such one."))
                .hasSizeLessThan(2);
    }

    @Test
    void isNotKeptByAnEnvironmentWhoseJournalItCannotRead() throws Exception {
        Path there = Files.createDirectories(folder.resolve("agent/environments/staging"));
        Files.writeString(there.resolve("journal.json"), "{");
        agent.start();
        give("7", "staging");
        give("8", "production");
        changes.await(() -> isOver("7") && isOver("8"));
        assertThat(there.resolve("journal.unreadable")).exists();
    }

    @Test
    void resumesInEachEnvironmentWhatWasInterruptedThere() throws Exception {
        give("7", "staging");
        give("8", "production");
        assertThatThrownBy(() -> killed(staging, STAGING, Daemons::ofStaging)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> killed(production, PRODUCTION, Daemons::of)).isInstanceOf(Killed.class);
        assertThat(folder.resolve("agent/journal.json")).content().contains("\"id\":\"8\"");
        assertThat(folder.resolve("agent/environments/staging/journal.json"))
                .content()
                .contains("\"id\":\"7\"");
        staging.onTouch = this::hang;
        agent.start();
        isHanging.await();
        changes.await(() -> isOver("8"));
        assertThat(orders.results).doesNotContainKey("7");
        end.countDown();
        changes.await(() -> isOver("7"));
        assertThat(log).contains("staging: Resuming shop 2.0").anyMatch(line -> line.endsWith("Resuming shop 2.0"));
    }

    /** The agent of an earlier release kept all of it in one folder. */
    @Test
    void resumesFirstWhatAnEarlierReleaseLeftOfAnotherEnvironment() throws Exception {
        give("7", "staging");
        assertThatThrownBy(() -> killed(staging, STAGING, Daemons::ofStaging)).isInstanceOf(Killed.class);
        for (String left : List.of("archives", "journal.json")) {
            Files.move(
                    folder.resolve("agent/environments/staging").resolve(left),
                    folder.resolve("agent").resolve(left));
        }
        int before = ledger.received().size();
        staging.onTouch = this::hang;
        agent.start();
        isHanging.await();
        give("8", "staging");
        changes.await(() -> daemon.environments().equals(Set.of("production")));
        end.countDown();
        changes.await(() -> isOver("8"));
        assertThat(ledger.received().stream()
                        .skip(before)
                        .filter(request -> request.body().equals("{\"environment\":\"staging\"}")
                                        && "30".equals(request.query().get("wait"))
                                || request.line().endsWith("/result"))
                        .map(Stub.Received::line))
                .startsWith("PUT /api/v1/deployment-requests/7/result", CLAIMS);
    }

    /** As where production deploys another version of the ledger. */
    @Test
    void finishesATaskWhileTheLedgerIsAway() throws Exception {
        staging.onTouch = this::hang;
        agent.start();
        give("7", "staging");
        isHanging.await();
        away(true);
        changes.await(() -> log.stream().anyMatch(line -> line.startsWith("production: ")));
        end.countDown();
        Path own = folder.resolve("agent/environments/staging");
        changes.await(() -> Files.notExists(own.resolve("journal.json")));
        assertThat(World.running(staging.grouped)).isEqualTo(Map.of(STAGING, hash(NEW)));
        assertThat(isOver("7")).isFalse();
        away(false);
        changes.await(() -> isOver("7"));
        changes.await(() -> isEmpty(own.resolve("outbox")));
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void away(boolean isAway) {
        synchronized (orders) {
            orders.isAway = isAway;
        }
    }

    @Test
    void waitsForEachTaskWhenItIsStopped() throws Exception {
        staging.onTouch = this::hang;
        agent.start();
        give("7", "staging");
        isHanging.await();
        stopping();
        changes.await(() -> daemon.environments().equals(Set.of("staging")));
        assertThat(daemon.isWorking()).isTrue();
        assertThat(agent.isAlive()).isTrue();
        end.countDown();
        agent.join();
        assertThat(daemon.isWorking()).isFalse();
        assertThat(orders.results).containsOnlyKeys("7");
    }

    @Test
    void beginsWithNewEnvironmentsAndEndsWithThoseThatAreGone() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        agent.start();
        changes.await(() -> daemon.environments().equals(Set.of("production")));
        orders.groups = List.of(Wishes.group("shop", "production", 3), Wishes.group("shop", "staging", 3));
        give("7", "staging");
        changes.await(() -> isOver("7"));
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        changes.await(() -> daemon.environments().equals(Set.of("production")));
    }

    /** Its last group may be taken away while the agent is down. */
    @Test
    void finishesWhatIsLeftInAnEnvironmentThatIsGone() throws Exception {
        give("7", "staging");
        assertThatThrownBy(() -> killed(staging, STAGING, Daemons::ofStaging)).isInstanceOf(Killed.class);
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        agent.start();
        changes.await(() -> isOver("7"));
        changes.await(() -> daemon.environments().equals(Set.of("production")));
    }

    @FunctionalInterface
    private interface Maker {
        EnvironmentRunner of(
                URI ledger, Sites sites, GroupFiles files, Path folder, List<String> log, BooleanSupplier isStopping);
    }

    /** When its worker has the new archive. */
    private void killed(World world, String worker, Maker maker) throws IOException {
        world.onTouch = () -> {
            if (hash(NEW).equals(World.running(world.grouped).get(worker))) {
                world.onTouch = () -> {};
                throw new Killed();
            }
        };
        maker.of(ledger.uri(), sites(), files, folder, log, isStopping::get).runOnce();
    }

    private boolean isOver(String request) {
        synchronized (orders) {
            return orders.results.containsKey(request);
        }
    }

    private void hang() {
        isHanging.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void give(String id, String environment) {
        synchronized (orders) {
            orders.waiting.add(Orders.deployment(id, environment, EmptyArchive.digest(NEW)));
        }
        changes.happen();
    }

    /** As the ledger: who waits for work is answered when something changes. */
    private Stub.Reply answer(Stub.Received request) {
        if (request.line().equals(CLAIMS) && request.body().contains("\"" + forbidden + "\"")) {
            return Stub.Reply.of(422, "{\"detail\":\"There is no such one.\"}");
        }
        long seen = changes.count();
        Stub.Reply reply = orders.answer(request);
        if (request.line().equals(CLAIMS) && reply.status() == 204 && !isStopping.get()) {
            if (!"0".equals(request.query().get("wait"))) {
                changes.awaitNext(seen);
            }
            return isStopping.get() ? reply : orders.answer(request);
        }
        if (!request.method().equals("GET")) {
            changes.happen();
        }
        return reply;
    }

    private Sites sites() {
        return new Sites(
                production.site().without(),
                "production",
                files,
                (group, answer) ->
                        (group.environment().equals("production") ? production : staging).site(group, answer));
    }

    private Path answers() {
        return folder.resolve("answers");
    }

    /** Something changed: whoever waits for that looks again. */
    private static final class Changes {
        private static final long SOON_MILLIS = 20;

        private long count;

        synchronized long count() {
            return count;
        }

        synchronized void happen() {
            count++;
            notifyAll();
        }

        synchronized void awaitNext(long seen) {
            try {
                while (count == seen) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whoever waits for work asks again meanwhile, as after half a minute. */
        void await(BooleanSupplier condition) throws InterruptedException {
            while (!condition.getAsBoolean()) {
                happen();
                synchronized (this) {
                    wait(SOON_MILLIS);
                }
            }
        }
    }
}
