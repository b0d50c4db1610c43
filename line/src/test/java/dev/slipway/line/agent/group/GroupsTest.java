package dev.slipway.line.agent.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
    private static final String PUT = "PUT /api/v1/agent/server-groups/shop/production";

    @TempDir
    Path folder;

    private final Orders orders = new Orders();
    private final List<String> log = new ArrayList<>();
    private final Map<String, String> alarms = new HashMap<>();

    @AutoClose
    private final Stub ledger = new Stub(orders::answer);

    private Groups groups;

    @BeforeEach
    void wants() {
        orders.groups = List.of(Wishes.group("shop", "production", 3), Wishes.group("shop", "staging", 3));
        groups = groups();
    }

    @Test
    void asksForWhatTheLedgerWants() throws IOException {
        groups.poll();
        assertThat(asks()).containsExactly("shop-production.json", "shop-staging.json");
        assertThat(Files.readString(requestFile("shop-production")))
                .isEqualTo(Wishes.group("shop", "production", 3).toString());
        assertThat(groups.environments()).containsExactly("production", "staging");
    }

    @Test
    void leavesAloneWhatIsAskedForAlready() throws IOException {
        groups.poll();
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(requestFile("shop-production"), before);
        Files.setLastModifiedTime(requestFile("shop-staging"), before);
        orders.groups = List.of(Wishes.group("shop", "production", 3), Wishes.group("shop", "staging", 4));
        groups.poll();
        assertThat(Files.getLastModifiedTime(requestFile("shop-production"))).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(requestFile("shop-staging"))).isNotEqualTo(before);
    }

    @Test
    void asksNoMoreForWhatIsWantedNoMore() throws IOException {
        groups.poll();
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        groups.poll();
        assertThat(asks()).containsExactly("shop-production.json");
    }

    @Test
    void takesNothingAwayWhereItDoesNotUnderstandAllOfIt() throws IOException {
        groups.poll();
        orders.groups = List.of(
                Wishes.group("shop", "staging", 4).with("group", "../../etc/passwd"),
                Wishes.group("desk", "production", 1));
        groups.poll();
        groups.poll();
        assertThat(asks()).containsExactly("desk-production.json", "shop-production.json", "shop-staging.json");
        assertThat(log)
                .containsExactly(
                        "The ledger requests a server group that this agent does not understand: ../../etc/passwd");
    }

    @Test
    void tellsEachChangeOnce() throws IOException {
        groups.poll();
        Wishes.answer(answers(), "shop-production", 3, "making", "Creating the database");
        groups.poll();
        groups.poll();
        assertThat(ledger.received(PUT)).hasSize(1);
        assertThat(orders.states.get("shop/production"))
                .hasToString(
                        "{\"version\":3,\"state\":\"making\",\"detail\":\"Creating the database\",\"workers\":[]}");
        Wishes.answer(answers(), "shop-production", 3, "ready", null, "shop-production-1");
        groups.report();
        assertThat(orders.states.get("shop/production"))
                .hasToString("{\"version\":3,\"state\":\"ready\",\"workers\":[{\"name\":\"shop-production-1\","
                        + "\"httpPort\":26000,\"managementPort\":26001}]}");
        assertThat(ledger.received(PUT)).hasSize(2);
    }

    @Test
    void tellsItLaterWhereTheLedgerIsAway() throws IOException {
        groups.poll();
        Wishes.answer(answers(), "shop-production", 3, "ready", null, "shop-production-1");
        orders.isAway = true;
        groups.poll();
        assertThat(asks()).hasSize(2);
        assertThat(groups.environments()).hasSize(2);
        orders.isAway = false;
        groups.poll();
        assertThat(orders.states).containsKey("shop/production");
        assertThat(log).isEmpty();
        orders.isAway = true;
        groups.poll();
        orders.isAway = false;
        orders.states.clear();
        groups.poll();
        assertThat(orders.states)
                .as("it may have been put back to what it knew before")
                .isNotEmpty();
    }

    @Test
    void knowsWhatIsAskedForAfterItsOwnStart() throws IOException {
        groups.poll();
        orders.isAway = true;
        assertThat(groups().environments()).containsExactly("production", "staging");
    }

    /** The runners of all environments would end. */
    @Test
    void doesNotTakeWhatItCannotReadForNoEnvironment() throws IOException {
        Files.writeString(folder.resolve("asks"), "not a folder");
        assertThatThrownBy(groups::environments).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(groups::isMaking).isInstanceOf(NotDirectoryException.class);
        groups.poll();
        groups.poll();
        assertThat(log).singleElement().asString().startsWith("The server groups cannot be checked: ");
    }

    @Test
    void complainsAgainOfWhatWasOverMeanwhile() {
        List<Json> known = List.of(Wishes.group("shop", "production", 3));
        orders.groups = null;
        groups.poll();
        orders.groups = known;
        groups.poll();
        orders.groups = null;
        groups.poll();
        groups.poll();
        assertThat(log).hasSize(2).containsOnly("The ledger does not support server groups: it is an older version.");
    }

    @Test
    void complainsOfAnOlderLedgerOnce() throws IOException {
        groups.poll();
        orders.groups = null;
        groups.poll();
        groups.poll();
        assertThat(log).containsExactly("The ledger does not support server groups: it is an older version.");
        assertThat(asks()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"group\":\"shop-production\"}",
                "{\"group\":\"shop-production\",\"version\":3,\"state\":\"odd\",\"workers\":[]}",
                "{\"group\":\"shop-production\",\"version\":\"x\",\"state\":\"ready\",\"workers\":[]}",
                "{\"group\":\"shop-production\",\"version\":3,\"state\":\"ready\",\"workers\":[{\"name\":\"a\",\"http\":0,\"management\":1}]}",
                "{\"group\":\"desk-production\",\"version\":3,\"state\":\"ready\",\"workers\":[]}"
            })
    void takesGarbageForNothing(String text) throws IOException {
        groups.poll();
        Wishes.write(answers(), "shop-production", text);
        groups.poll();
        assertThat(orders.states).isEmpty();
        assertThat(groups.isMaking()).isTrue();
        assertThat(log).isEmpty();
    }

    @Test
    void knowsWhatIsBeingMade() throws IOException {
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        groups.poll();
        assertThat(groups.isMaking()).as("nobody has begun").isTrue();
        Wishes.answer(answers(), "shop-production", 2, "ready", null, "shop-production-1");
        assertThat(groups.isMaking()).as("an earlier version").isTrue();
        Wishes.answer(answers(), "shop-production", 3, "failed", "no database");
        assertThat(groups.isMaking()).as("it is tried again").isTrue();
        Wishes.answer(answers(), "shop-production", 3, "ready", null, "shop-production-1");
        assertThat(groups.isMaking()).as("nobody was told").isTrue();
        groups.report();
        assertThat(groups.isMaking()).isFalse();
        orders.groups = List.of(Wishes.group("shop", "production", 4).with("isRemoved", true));
        groups.poll();
        assertThat(groups.isMaking()).isTrue();
        assertThat(groups.environments()).isEmpty();
        Wishes.answer(answers(), "shop-production", 4, "removed", null);
        groups.report();
        assertThat(groups.isMaking()).isFalse();
    }

    @Test
    void tellsWhatHappensToAGroupThatWasReady() throws IOException {
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        groups.poll();
        Wishes.answer(answers(), "shop-production", 3, "ready", null, "shop-production-1");
        groups.report();
        alarms.put("shop-production", "its port is somebody else's");
        assertThat(groups.isMaking()).isTrue();
        groups.report();
        assertThat(orders.states.get("shop/production"))
                .asString()
                .contains("\"state\":\"failed\",\"detail\":\"its port is somebody else's\"");
        alarms.clear();
        groups.report();
        assertThat(orders.states.get("shop/production")).asString().contains("\"state\":\"ready\"");
        assertThat(groups.isMaking()).isFalse();
    }

    @Test
    void goesOnWhereTheLedgerDoesNotTakeAnAnswer() throws IOException {
        groups.poll();
        Wishes.answer(answers(), "shop-production", 3, "ready", null, "shop-production-1");
        Wishes.answer(answers(), "shop-staging", 3, "ready", null, "shop-staging-1");
        ledger.first(PUT, Stub.Reply.of(404, "{\"detail\":\"There is no such group.\"}"));
        groups.poll();
        groups.poll();
        assertThat(orders.states).containsOnlyKeys("shop/staging");
        assertThat(log).containsExactly("The ledger rejected the state of shop-production: There is no such group.");
    }

    /** Another environment's deployment may be in the middle of either. */
    @Test
    void endsRehearsalsAndOverridesWhereTheLedgerHasAllResults() throws IOException {
        GroupFiles files = new GroupFiles(folder.resolve("asks"), answers());
        Path override = folder.resolve("groups-put-back/shop-staging.json");
        groups.poll();
        DesiredGroup staging = files.requested("shop", "staging").orElseThrow();
        files.override(staging);
        files.rehearse(staging.rehearsal());
        groups.delivered("production");
        groups.poll();
        assertThat(asks()).contains("shop-staging--rehearsal.json");
        assertThat(override).exists();
        groups.delivered("staging");
        assertThat(asks()).containsExactly("shop-production.json", "shop-staging.json");
        assertThat(override).doesNotExist();
    }

    /** Nobody works in its environment any more, who would end it. */
    @Test
    void endsTheRehearsalOfAGroupThatIsGone() throws IOException {
        groups.poll();
        GroupFiles files = new GroupFiles(folder.resolve("asks"), answers());
        files.rehearse(files.requested("shop", "staging").orElseThrow().rehearsal());
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        groups.poll();
        assertThat(asks()).containsExactly("shop-production.json");
    }

    /** Whoever asks again has waited for workers since it read the request. */
    @Test
    void asksAgainForWhatIsWantedByNow() throws IOException {
        GroupFiles files = new GroupFiles(folder.resolve("asks"), answers());
        groups.poll();
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(requestFile("shop-production"), before);
        files.requestAgain("shop-production");
        assertThat(Files.getLastModifiedTime(requestFile("shop-production"))).isNotEqualTo(before);
        assertThat(Files.readString(requestFile("shop-production")))
                .isEqualTo(Wishes.group("shop", "production", 3).toString());
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        groups.poll();
        files.requestAgain("shop-staging");
        assertThat(asks()).containsExactly("shop-production.json");
    }

    /** Other environments have other machines. */
    @Test
    void asksForItsEnvironmentsAlone() throws IOException {
        groups("staging").poll();
        assertThat(asks()).containsExactly("shop-staging.json");
    }

    private Groups groups(String... environments) {
        return new Groups(
                new GroupFiles(folder.resolve("asks"), answers()),
                Set.of(environments),
                Daemons.api(ledger.uri()),
                group -> Optional.ofNullable(alarms.get(group)),
                log::add,
                () -> {});
    }

    private Path answers() {
        return folder.resolve("answers");
    }

    private Path requestFile(String group) {
        return folder.resolve("asks").resolve(group + ".json");
    }

    private List<String> asks() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("asks"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
