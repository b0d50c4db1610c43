package dev.slipway.line.agent.deployment.execution;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.TWO;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.line.agent.InMemory;
import dev.slipway.line.agent.Killed;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.roll.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {
    private static final String OLD = "old";
    private static final String NEW = "new";
    private static final Map<String, String> OLD_EVERYWHERE = Map.of(ONE, hash(OLD), TWO, hash(OLD));
    private static final Map<String, String> NEW_EVERYWHERE = Map.of(ONE, hash(NEW), TWO, hash(NEW));
    private static final Map<String, String> NOTHING_ANYWHERE = Map.of(ONE, "", TWO, "");
    private static final DeploymentTask TASK =
            DeploymentTask.offline("production", "shop", "2.0", new Digest("sha256:" + "0".repeat(64)), false, null);

    @TempDir(factory = InMemory.class)
    Path folder;

    private final List<StepReport> reports = new ArrayList<>();

    @Test
    void replacesOneWorkerAfterTheOther() throws Exception {
        World world = world(OLD);
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
        assertThat(world.httpd.changes)
                .containsExactly(
                        "out shop.sockets worker-1",
                        "out shop worker-1",
                        "in shop worker-1",
                        "in shop.sockets worker-1",
                        "out shop.sockets worker-2",
                        "out shop worker-2",
                        "in shop worker-2",
                        "in shop.sockets worker-2");
        assertThat(entry.isFinished()).isTrue();
        assertThat(entry.progress().failure()).isNull();
        assertThat(reports).isEqualTo(entry.steps());
        assertThat(reports.stream().map(StepReport::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, reports.size()).boxed().toList());
        assertThat(reports.stream()
                        .filter(report -> report.kind() == Kind.DONE)
                        .map(report -> report.worker() + ": " + report.text()))
                .containsExactly(
                        "worker-1: Saved the running archive, in case of a rollback",
                        "null: Uploaded the archive to all workers",
                        "worker-1: Drained",
                        "worker-1: Deployed",
                        "worker-1: /shop/ is healthy",
                        "worker-1: It gets requests again",
                        "worker-2: Drained",
                        "worker-2: Deployed",
                        "worker-2: /shop/ is healthy",
                        "worker-2: It gets requests again");
    }

    @Test
    void putsBackWhatRanWhereItDoesNotStart() throws Exception {
        World world = world(OLD);
        world.worker(TWO).broken.add(hash(NEW));
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(entry.progress().failure()).isEqualTo(new Failure(TWO, "no class p.Gone", "no class p.Gone"));
        assertThat(entry.progress().isPutBack()).isTrue();
        assertThat(reports).filteredOn(report -> report.kind() == Kind.FAILED).hasSize(1);
    }

    /** As one that calls System.exit. */
    @Test
    void waitsForTheServerThatTheArchiveEnded() throws Exception {
        World world = world(OLD);
        world.worker(ONE).fatal.add(hash(NEW));
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(reports)
                .extracting(StepReport::kind, StepReport::worker, StepReport::text)
                .contains(tuple(Kind.STARTED, ONE, "Waiting until it is up again"))
                .endsWith(tuple(Kind.DONE, null, "All workers are rolled back"));
        assertThat(Objects.requireNonNull(entry.progress().failure()).cause())
                .startsWith("the management of worker-1 does not answer: the server ends. Its server crashed or hangs");
    }

    @Test
    void putsBackWhatRanWhereItIsNotWell() throws Exception {
        World world = world(OLD);
        world.sick.add(hash(NEW));
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(entry.progress().failure())
                .isEqualTo(new Failure(
                        ONE,
                        "On worker-1, /shop/ answers 500 after 1 s.",
                        "On worker-1, /shop/ answers 500 after 1 s."));
        assertThat(entry.progress().changed()).containsExactly(ONE);
    }

    @Test
    void putsNothingBackWhereWildFlyHasDoneIt() throws Exception {
        World world = world(OLD);
        world.worker(ONE).broken.add(hash(NEW));
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(entry.progress().isPutBack()).isFalse();
    }

    @Test
    void touchesNoWorkerWhereOneCannotTakeTheArchive() throws Exception {
        World world = world(OLD);
        world.worker(TWO).away = 1_000_000;
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(world.httpd.changes).isEmpty();
        assertThat(entry.progress().changed()).isEmpty();
        assertThat(Objects.requireNonNull(entry.progress().failure()).cause())
                .isEqualTo("worker-2 does not say what it runs: the management of worker-2 does not answer: Connection"
                        + " refused. Its server crashed or hangs: it ran out of memory (memory, metaspace in"
                        + " the definition), or the application stopped it. Its log: slipway logs shop");
    }

    @Test
    void asksAllWorkersAtOnceWhatTheyRun() throws Exception {
        World world = world(OLD);
        world.meet(() -> world.touches == 0);
        run(world, begin());
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
    }

    @Test
    void uploadsToAllWorkersAtOnce() throws Exception {
        World world = world(OLD);
        world.meet(this::isUploading);
        run(world, begin());
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
    }

    @Test
    void touchesNoWorkerWhereOneGoesAwayDuringTheUpload() throws Exception {
        World world = world(OLD);
        world.onTouch = () -> {
            if (isUploading()) {
                world.worker(TWO).away = 1_000_000;
            }
        };
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(world.worker(ONE).contents).as("what the other has received").containsKey(hash(NEW));
        assertThat(world.httpd.changes).isEmpty();
        assertThat(entry.progress().changed()).isEmpty();
        assertThat(Objects.requireNonNull(entry.progress().failure()).worker()).isEqualTo(TWO);
        assertThat(reports)
                .filteredOn(report -> report.kind() == Kind.FAILED)
                .extracting(StepReport::worker)
                .containsExactly(TWO);
    }

    private boolean isUploading() {
        return !reports.isEmpty()
                && reports.get(reports.size() - 1).text().equals("Uploading the archive to all workers");
    }

    @Test
    void waitsForAWorkerThatBoots() throws Exception {
        World world = world(OLD);
        world.worker(ONE).booting = 100;
        run(world, begin());
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
    }

    @Test
    void waitsForAWorkerThatDoesNotAnswerYet() throws Exception {
        World world = world(OLD);
        world.worker(TWO).away = 20;
        run(world, begin());
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
    }

    @Test
    void saysWhyAWorkerCouldNotBeRolledBack() throws Exception {
        World world = world(OLD);
        world.sick.addAll(List.of(hash(NEW), hash(OLD)));
        run(world, begin());
        assertThat(reports)
                .extracting(StepReport::kind, StepReport::worker, StepReport::text)
                .endsWith(tuple(
                        Kind.FAILED,
                        null,
                        "Not all workers could be rolled back: On worker-1, /shop/ answers 500 after 1 s."));
    }

    @Test
    void returnsAWorkerWhereHttpdAnswersAgainDuringTheRollback() throws Exception {
        World world = world(OLD);
        world.sick.add(hash(NEW));
        world.onTouch = () -> world.httpd.isAway =
                !world.probed.isEmpty() && hash(NEW).equals(world.running().get(ONE));
        run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(reports)
                .extracting(StepReport::kind, StepReport::worker, StepReport::text)
                .contains(tuple(Kind.DONE, ONE, "/shop/ is healthy"))
                .endsWith(tuple(Kind.DONE, null, "All workers are rolled back"));
    }

    @Test
    void returnsAWorkerWhereHttpdIsAwayAfterItsDrain() throws Exception {
        World world = world(OLD);
        Instant back = world.now().plusSeconds(35);
        world.onTouch = () -> world.httpd.isAway =
                world.httpd.out.containsValue(true) && world.now().isBefore(back);
        JournalEntry entry = run(world, begin());
        assertThat(entry.progress().changed()).isEmpty();
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(reports)
                .extracting(StepReport::kind, StepReport::worker, StepReport::text)
                .endsWith(tuple(Kind.DONE, ONE, "It is in httpd's balancer again"));
    }

    @Test
    void returnsTheOthersWhereHttpdDoesNotEnableOne() throws Exception {
        World world = world(OLD);
        world.httpd.out.replaceAll((member, isOut) -> true);
        world.httpd.fixed.add("shop worker-1");
        // Until the rollback has been planned.
        world.onTouch = () -> world.httpd.isAway = reports.stream().noneMatch(report -> report.kind() == Kind.WARNING);
        run(world, begin());
        assertThat(world.httpd.out)
                .containsEntry("shop worker-1", true)
                .containsEntry("shop worker-2", false)
                .containsEntry("shop.sockets worker-2", false);
        assertThat(reports)
                .filteredOn(report -> report.kind() == Kind.FAILED && ONE.equals(report.worker()))
                .singleElement()
                .extracting(StepReport::text)
                .asString()
                .startsWith("some may still be drained: httpd did not enable worker-1");
    }

    @Test
    void saysThatWorkersMayBeDrainedWhereHttpdDoesNotAnswer() throws Exception {
        World world = world(OLD);
        world.sick.add(hash(NEW));
        world.onTouch = () -> world.httpd.isAway |= !world.probed.isEmpty();
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(OLD_EVERYWHERE);
        assertThat(entry.isFinished()).isTrue();
        StepReport last = reports.get(reports.size() - 1);
        assertThat(last.kind()).isEqualTo(Kind.FAILED);
        assertThat(last.text())
                .startsWith(
                        "Not all workers could be rolled back: some may still be drained: httpd does not answer at ");
    }

    /** It is the only one, so that it was not drained; and what ran before does not start on the migrated database. */
    @Test
    void undeploysWhatWasRejectedWhereNothingCanBePutBack() throws Exception {
        World world = alone();
        world.worker(ONE).broken.add(hash(OLD));
        run(world, begin("shop", List.of(ONE)));
        assertThat(world.running()).isEqualTo(Map.of(ONE, ""));
        assertThat(reports)
                .extracting(StepReport::kind, StepReport::worker, StepReport::text)
                .contains(tuple(Kind.WARNING, ONE, "Nothing runs there: what was rejected is undeployed"))
                .endsWith(tuple(Kind.FAILED, null, "Not all workers could be rolled back: no class p.Gone"));
    }

    @Test
    void drainsTheOnlyWorkerThatDoesNotSayWhatItRuns() throws Exception {
        World world = alone();
        world.onTouch = () -> {
            if (!world.probed.isEmpty()) {
                world.worker(ONE).away = 1_000_000;
            }
        };
        run(world, begin("shop", List.of(ONE)));
        assertThat(world.httpd.out).isEqualTo(Map.of("shop worker-1", true, "shop.sockets worker-1", true));
        assertThat(reports)
                .extracting(StepReport::kind, StepReport::worker, StepReport::text)
                .contains(
                        tuple(
                                Kind.WARNING,
                                ONE,
                                "It gets no requests until httpd is reloaded: it does not say whether it runs what was rejected"));
    }

    /** One worker, where the new archive is not well. */
    private World alone() throws IOException {
        World world = new World(folder);
        world.runs(ONE, OLD);
        world.sick.add(hash(NEW));
        world.workers.remove(TWO);
        world.httpd.out.keySet().removeIf(member -> member.endsWith(TWO));
        return world;
    }

    @Test
    void leavesNothingOfANewServiceThatFails() throws Exception {
        World world = new World(folder);
        world.worker(TWO).broken.add(hash(NEW));
        JournalEntry entry = run(world, begin());
        assertThat(world.running()).isEqualTo(NOTHING_ANYWHERE);
        assertThat(world.worker(ONE).deployments).isEmpty();
        assertThat(entry.progress().isPutBack()).isFalse();
    }

    @Test
    void warnsWhereNoOtherWorkerAnswers() throws Exception {
        World world = new World(folder);
        world.runs(ONE, OLD);
        run(world, begin());
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
        assertThat(reports)
                .filteredOn(report -> report.kind() == Kind.WARNING)
                .extracting(StepReport::worker, StepReport::text)
                .containsExactly(tuple(ONE, "No other worker answers for shop: clients get a 503 meanwhile"));
    }

    @Test
    void goesOnWithoutWhatDoesNotEnd() throws Exception {
        World world = world(OLD);
        world.httpd.busy.put(TWO, 10_000);
        world.worker(TWO).active = 1;
        run(world, begin());
        assertThat(reports)
                .filteredOn(report -> report.kind() == Kind.WARNING)
                .singleElement()
                .satisfies(
                        report -> assertThat(report.text()).endsWith("are still under way after 30 s; they may fail"));
    }

    @Test
    void deploysAfterItWasKilledAnywhere() throws Exception {
        everyKill(() -> world(OLD), NEW_EVERYWHERE, false);
    }

    @Test
    void putsBackAfterItWasKilledAnywhere() throws Exception {
        everyKill(
                () -> {
                    World world = world(OLD);
                    world.worker(TWO).broken.add(hash(NEW));
                    return world;
                },
                OLD_EVERYWHERE,
                true);
        everyKill(
                () -> {
                    World world = world(OLD);
                    world.sick.add(hash(NEW));
                    return world;
                },
                OLD_EVERYWHERE,
                true);
    }

    @Test
    void leavesNothingOfANewServiceAfterItWasKilledAnywhere() throws Exception {
        everyKill(
                () -> {
                    World world = new World(folder);
                    world.worker(TWO).broken.add(hash(NEW));
                    return world;
                },
                NOTHING_ANYWHERE,
                true);
    }

    private interface Scene {
        World begin() throws IOException;
    }

    /** Kills a run at each touch of the world, before its effect and after it; and some of the runs after that, too. */
    private void everyKill(Scene scene, Map<String, String> end, boolean isFailure) throws IOException {
        World whole = scene.begin();
        Journal wholeJournal = begin();
        Optional<Digest> putBack = Job.putBack(run(whole, wholeJournal), wholeJournal);
        assertThat(whole.touches).isGreaterThan(25);
        for (int touch = 0; touch < whole.touches; touch++) {
            for (boolean isAfter : List.of(false, true)) {
                String when = (isAfter ? "after" : "before") + " touch " + touch;
                World world = scene.begin();
                Journal journal = begin();
                kill(world, journal, touch, isAfter);
                if (touch % 3 == 0) {
                    kill(world, journal, world.touches + touch % 7, isAfter);
                }
                JournalEntry entry = run(world, journal);
                assertThat(world.running()).as(when).isEqualTo(end);
                assertThat(world.httpd.out.values()).as(when).containsOnly(false);
                assertThat(entry.isFinished()).as(when).isTrue();
                assertThat(entry.progress().failure() != null).as(when).isEqualTo(isFailure);
                assertThat(Job.putBack(entry, journal)).as(when).isEqualTo(putBack);
            }
        }
    }

    private void kill(World world, Journal journal, int touch, boolean isAfter) throws IOException {
        world.killedAt = touch;
        world.isKilledAfter = isAfter;
        try {
            carryOut(world, journal, report -> {});
        } catch (Killed e) {
            // What it has written down is all that is left of it.
        }
        world.killedAt = -1;
    }

    @Test
    void leavesNoLedgerWhereOneOfSeveralThatStartAtOnceDoesNot() throws Exception {
        World world = new World(folder);
        world.worker(TWO).broken.add(hash(NEW));
        JournalEntry failed = run(world, begin("slipway"));
        assertThat(world.running()).isEqualTo(NOTHING_ANYWHERE);
        assertThat(Objects.requireNonNull(failed.progress().failure()).cause()).isEqualTo("no class p.Gone");
        assertThat(Objects.requireNonNull(failed.progress().failure()).worker()).isEqualTo(TWO);
        world.worker(TWO).broken.clear();
        run(world, begin("slipway"));
        assertThat(world.running()).isEqualTo(NEW_EVERYWHERE);
    }

    /** It would pause for that later, while it gets requests; a service's heap may be large, and take seconds. */
    @Test
    void collectsTheGarbageOfTheLedgerOnceItIsReplaced() throws Exception {
        World world = world(OLD);
        run(world, begin("slipway"));
        assertThat(world.worker(ONE).collections).isEqualTo(3);
        run(world, begin());
        assertThat(world.worker(ONE).collections).isEqualTo(3);
    }

    private JournalEntry run(World world, Journal journal) throws IOException {
        return carryOut(world, journal, reports::add);
    }

    private JournalEntry carryOut(World world, Journal journal, Consumer<StepReport> reports) throws IOException {
        Site site = world.site();
        Recorder recorder = Recorder.of(journal, site.pace(), reports);
        Sites sites = new Sites(
                site,
                "production",
                new GroupFiles(folder.resolve("asks"), folder.resolve("answers")),
                (group, answer) -> site);
        FormerConfiguration formerConfiguration =
                new FormerConfiguration(sites, new GroupWait(sites, recorder, () -> {}));
        return new Executor(site, journal, recorder, formerConfiguration, new TraceLog(line -> {})).run();
    }

    private World world(String content) throws IOException {
        World world = new World(folder);
        world.runs(ONE, content);
        world.runs(TWO, content);
        return world;
    }

    private Journal begin() throws IOException {
        return begin("shop");
    }

    private Journal begin(String service) throws IOException {
        return begin(service, List.of(ONE, TWO));
    }

    private Journal begin(String service, List<String> targets) throws IOException {
        Journal journal = new Journal(folder, line -> {});
        journal.clear();
        ContentHash archive = new ContentHash(hash(NEW));
        Files.writeString(journal.archive(archive), NEW);
        journal.write(JournalEntry.of(TASK, Instant.EPOCH)
                .with(new Rollout(service, World.SHOP, archive, targets, null, 1, null, Map.of(), false, null)));
        return journal;
    }
}
