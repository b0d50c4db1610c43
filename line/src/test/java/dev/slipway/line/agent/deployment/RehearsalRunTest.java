package dev.slipway.line.agent.deployment;

import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.StubWildFly;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.daemon.AgentScene;
import dev.slipway.line.agent.group.Containers;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deployment whose rollback is rehearsed first, by an owner of the line who makes what is asked for while the agent waits. */
class RehearsalRunTest extends AgentScene {
    private static final String GROUP = "shop-production--rehearsal";
    private static final String TRIAL = GROUP + "-1";

    private final List<String> made = new ArrayList<>();
    private boolean isOnMachine = true;
    /** What the owner says of the rehearsal once it is asked for: a state and its detail. */
    private List<String> says = List.of();
    /** What does not start on the copy. */
    private UnaryOperator<StubWildFly> copy = worker -> worker;

    @BeforeEach
    void start() throws IOException {
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        made.clear();
        world.group("shop", FIRST);
        world.runs(FIRST, OLD);
        world.onSleep = this::hands;
        Wishes.answer(answers(), "shop-production", 3, "ready", null, FIRST);
        orders.waiting.add(deployment());
    }

    /** What the line's owner does meanwhile: a copy is made where one is asked for, and goes where none is. */
    private void hands() {
        try {
            boolean isAsked = Files.exists(asks().resolve(GROUP + ".json"));
            boolean isThere = Files.exists(answers().resolve(GROUP));
            if (isAsked && !isThere) {
                world.grouped.put(TRIAL, copy.apply(new StubWildFly(() -> world.touch(), () -> world.touched())));
                made.add(Files.readString(asks().resolve(GROUP + ".json")));
                if (says.isEmpty()) {
                    Wishes.answer(answers(), GROUP, 3, "ready", null, TRIAL);
                } else {
                    Wishes.answer(answers(), GROUP, 3, says.get(0), says.get(1), TRIAL);
                }
            } else if (!isAsked && isThere) {
                world.grouped.remove(TRIAL);
                Files.delete(answers().resolve(GROUP).resolve("answer.json"));
                Files.delete(answers().resolve(GROUP));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void triesBothBeforeItDeploys() throws Exception {
        daemon().runOnce();
        assertThat(result().find("failure")).isEmpty();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(NEW)));
        assertThat(orders.rehearsals)
                .singleElement()
                .satisfies(statement -> assertThat(statement.toString())
                        .contains("\"result\":\"PASSED\"")
                        .contains(EmptyArchive.digest(NEW).substring(7))
                        .contains(EmptyArchive.digest(OLD).substring(7)));
        assertThat(log)
                .containsSubsequence(
                        "  Rehearsing the rollback to 1.0 …",
                        "  2.0 starts on the copy …",
                        "  2.0 started on the copy",
                        "  1.0 starts on the database as 2.0 leaves it …",
                        "  1.0 started on the database as 2.0 leaves it")
                .anyMatch(line -> line.matches("  Rehearsed the rollback to 1\\.0 in \\d+ s"));
        assertThat(made)
                .singleElement()
                .satisfies(asked -> assertThat(asked)
                        .contains("\"group\":\"shop-production--rehearsal\"", "\"service\":\"shop\"", "\"workers\":1"));
        assertThat(place.resolve("asks").toFile().list()).containsExactly("shop-production.json");
        assertThat(answers().resolve(GROUP)).doesNotExist();
        assertThat(orders.states).as("what the ledger hears of").containsOnlyKeys("shop/production");
    }

    @Test
    void probesBoth() throws Exception {
        daemon().runOnce();
        assertThat(world.probed).containsExactly("shop/health", "shop/health", "shop/health");
    }

    @Test
    void probesTheLiveOneAsWhenItWentLive() throws Exception {
        orders.waiting.clear();
        orders.waiting.add(deployment()
                .with("probePath", "/new")
                .with("probeBefore", Json.object().with("path", "/former").with("seconds", 1)));
        daemon().runOnce();
        assertThat(world.probed).containsExactly("shop/new", "shop/former", "shop/new");
    }

    @Test
    void touchesNoWorkerWhereTheRollbackFails() throws Exception {
        copy = worker -> {
            worker.broken.add(hash(OLD));
            return worker;
        };
        daemon().runOnce();
        assertThat(result().text("failure"))
                .startsWith(
                        "The rollback to 1.0 was rehearsed and fails: no class p.Gone, on the database as 2.0 leaves it."
                                + " No worker was touched. Keep what 1.0 needs");
        assertIsUntouched();
        assertThat(orders.rehearsals.toString()).contains("\"result\":\"FAILED\"");
    }

    @Test
    void touchesNoWorkerWhereTheNewOneDoesNotStartOnTheCopy() throws Exception {
        copy = worker -> {
            worker.broken.add(hash(NEW));
            return worker;
        };
        daemon().runOnce();
        assertThat(result().text("failure"))
                .startsWith(
                        "The rollback to 1.0 was rehearsed, and 2.0 does not start on a copy of the database: no class"
                                + " p.Gone. No worker was touched.");
        assertIsUntouched();
        assertThat(orders.rehearsals.toString()).contains("\"result\":\"FAILED\"");
    }

    @Test
    void touchesNoWorkerWhereTheLiveOneIsNotWellOnTheCopy() throws Exception {
        world.sick.add(hash(OLD));
        daemon().runOnce();
        assertThat(result().text("failure"))
                .startsWith("The rollback to 1.0 was rehearsed and fails: On " + TRIAL
                        + ", /health answers 500 after 1 s, on");
        assertIsUntouched();
    }

    @Test
    void saysThatItCannotBeHeld() throws Exception {
        says = List.of("failed", "this machine has only 100 MB of memory left, and a worker takes 400");
        daemon().runOnce();
        assertThat(result().text("failure"))
                .startsWith(
                        "The rollback to 1.0 cannot be rehearsed: this machine has only 100 MB of memory left, and a"
                                + " worker takes 400. No worker was touched.");
        assertIsUntouched();
        assertThat(orders.rehearsals).isEmpty();
    }

    @Test
    void saysThatTheLiveArchiveIsGone() throws Exception {
        orders.archives.remove(EmptyArchive.digest(OLD));
        daemon().runOnce();
        assertThat(result().text("failure"))
                .contains("cannot be rehearsed: the archive of 1.0 is not available")
                .contains(EmptyArchive.digest(OLD));
        assertThat(made).isEmpty();
        assertIsUntouched();
    }

    @Test
    void saysThatOnlyTheOperatorMakesContainers() throws Exception {
        isOnMachine = false;
        daemon().runOnce();
        assertThat(result().text("failure")).contains("only the operator creates workers");
        assertThat(made).isEmpty();
    }

    @Test
    void saysWhatKeepsIt() throws Exception {
        says = List.of("making", "copying the database shop_production, 10 of about 20 MB");
        daemon().runOnce();
        assertThat(log)
                .contains("  Rehearsing the rollback: copying the database shop_production, 10 of about 20 MB …");
        assertThat(result().text("failure"))
                .contains("for 5 minutes it was at: copying the database shop_production, 10 of about 20 MB");
        assertIsUntouched();
    }

    @Test
    void deploysAlsoWhereTheLedgerDoesNotKeepWhatItHasShown() throws Exception {
        orders.takesRehearsals = false;
        daemon().runOnce();
        assertThat(result().find("failure")).isEmpty();
        assertThat(log).anyMatch(line -> line.contains("rejected the result of the rehearsal: It is no test result."));
    }

    /** The agent was cut off from the ledger meanwhile. */
    @Test
    void touchesNoWorkerForARequestThatWasGivenUpMeanwhile() throws Exception {
        world.onSleep = () -> {
            hands();
            orders.givenUp = "alice gave it up.";
        };
        daemon().runOnce();
        assertIsUntouched();
        assertThat(orders.rehearsals).isEmpty();
        assertThat(orders.results).isEmpty();
        assertThat(log).anyMatch(line -> line.startsWith("The ledger rejected the result of shop 2.0:"));
    }

    @Test
    void stopsInTheMiddleAndBeginsAnew() throws Exception {
        says = List.of("making", "copying the database shop_production");
        world.onSleep = () -> {
            hands();
            isStopping.set(!made.isEmpty());
        };
        daemon().run();
        assertThat(log).last().isEqualTo("Stopped; the next start resumes.");
        assertThat(asks().resolve(GROUP + ".json")).doesNotExist();
        isStopping.set(false);
        says = List.of();
        world.onSleep = this::hands;
        daemon().runOnce();
        assertThat(made).hasSize(2);
        assertThat(result().find("failure")).isEmpty();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(NEW)));
    }

    @Test
    void removesWhatAnEarlierRunLeft() throws Exception {
        orders.waiting.clear();
        Files.createDirectories(asks());
        Files.writeString(asks().resolve(GROUP + ".json"), "{}");
        daemon().runOnce();
        assertThat(asks().resolve(GROUP + ".json")).doesNotExist();
        hands();
        assertThat(answers().resolve(GROUP)).doesNotExist();
    }

    @Test
    void makesAnotherCopyWhereOneIsLeft() throws Exception {
        daemon().runOnce();
        Wishes.answer(answers(), GROUP, 3, "ready", null, TRIAL);
        Files.writeString(asks().resolve(GROUP + ".json"), "{}");
        orders.waiting.add(deployment().with("id", "8"));
        daemon().runOnce();
        assertThat(made).hasSize(2);
        assertThat(orders.results).containsKeys("7", "8");
    }

    /** Also at a touch of the rehearsal's worker. */
    @Test
    void rehearsesAnewAfterItWasKilledAnywhere() throws Exception {
        killEverywhere(7, this::start, kill -> {
            assertThat(result().find("outcome")).as(kill).contains("succeeded");
            assertThat(running()).as(kill).isEqualTo(Map.of(FIRST, hash(NEW)));
            assertThat(answers().resolve(GROUP)).as(kill).doesNotExist();
        });
    }

    private void assertIsUntouched() {
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD)));
        assertThat(world.worker(FIRST).contents).as("what is on the worker").containsOnlyKeys(hash(OLD));
        assertThat(world.httpd.changesOfRequests()).isEmpty();
        assertThat(asks().resolve(GROUP + ".json")).doesNotExist();
    }

    @Override
    protected Map<String, String> running() {
        Map<String, String> running = super.running();
        running.remove(TRIAL);
        return running;
    }

    private Json result() {
        return result("7");
    }

    @Override
    protected GroupFiles files() {
        return isOnMachine
                ? super.files()
                : new GroupFiles(
                        asks(),
                        answers(),
                        new Containers(
                                (group, worker) -> Optional.of(new Containers.Running("", "")),
                                world.site().pace()));
    }

    private static Json deployment() {
        return Orders.deployment("7", "production", EmptyArchive.digest(NEW))
                .with(
                        "rehearsal",
                        Json.object().with("digest", EmptyArchive.digest(OLD)).with("version", "1.0"));
    }
}
