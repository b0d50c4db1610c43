package dev.slipway.line.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.group.Database;
import dev.slipway.line.group.Group;
import dev.slipway.line.group.Variables;
import dev.slipway.line.setting.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsWhatIsAskedFor() {
        Group group = Groups.shop();
        assertThat(group.definition().workers()).isEqualTo(2);
        assertThat(group.definition().memory()).isEqualTo("768m");
        assertThat(group.definition().database()).isEqualTo(new Database(List.of("java:jboss/datasources/ShopDS")));
    }

    /** With another text, an upgrade would provision every group anew. */
    @Test
    void hasTheTextForItsDigestThatItHasAlwaysHad() {
        assertThat(Groups.shop().digestText()).isEqualTo("""
                Group[group=shop-production, service=shop, environment=production, title=Web shop, version=3, host=shop, \
                isRemoved=false, isDataDropped=false, workers=2, memory=768m, metaspace=256m, contextRoot=/, probe=/, \
                database=Database[jndi=[java:jboss/datasources/ShopDS]], login=Login[roles=[customer]], \
                mail=Mail[from=shop@example.org, jndi=[]], messaging=Messaging[queues=[orders], topics=[]], \
                variables=null]""");
        assertThat(Groups.configured(Map.of("A", "x"), Map.of()).digestText())
                .isEqualTo(Groups.shop().digestText());
        assertThat(Group.removed("shop-production--rehearsal").digestText()).isEqualTo("""
                Group[group=shop-production--rehearsal, service=, environment=, title=null, version=1, host=, \
                isRemoved=true, isDataDropped=true, workers=1, memory=128m, metaspace=64m, contextRoot=/, probe=/, \
                database=null, login=null, mail=null, messaging=null, variables=null]""");
    }

    @Test
    void readsWhatIsToGo() {
        Group kept = Groups.shop("\"isRemoved\":false", "\"isRemoved\":true");
        assertThat(kept.removal()).isEqualTo(Group.Removal.KEEP_DATA);
        assertThat(Groups.shop(
                                "\"isRemoved\":false",
                                "\"isRemoved\":true",
                                "\"isDataDropped\":false",
                                "\"isDataDropped\":true")
                        .removal())
                .isEqualTo(Group.Removal.DROP_DATA);
        assertThat(Groups.shop().removal()).isEqualTo(Group.Removal.NONE);
    }

    @Test
    void takesWhatIsNotWanted() {
        Group group = Groups.shop(
                "{\"roles\":[\"customer\"]}", "null", "{\"from\":\"shop@example.org\",\"jndi\":[]}", "null");
        assertThat(group.definition().login()).isNull();
        assertThat(group.definition().mail()).isNull();
    }

    @Test
    void readsWhereNoMailIsSent() {
        assertThat(Groups.shop().definition().isMailOff()).isFalse();
        assertThat(Groups.shop("\"version\":3", "\"version\":3,\"isMailOff\":true")
                        .definition()
                        .isMailOff())
                .isTrue();
    }

    @Test
    void readsARehearsal() {
        Group group = Groups.rehearsal();
        assertThat(group.isRehearsal()).isTrue();
        assertThat(group.rehearsed()).isEqualTo("shop-production");
        assertThat(Groups.shop().isRehearsal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "group":"shop-production"  | "group":"shop-staging--rehearsal"          | group is not shop-production
            "group":"shop-production"  | "group":"shop-production--rehearsal"       | workers is not a number from 1 to 1
            "shop-production"          | "shop-x--rehearsal"                        | group is not shop-production
            """)
    void refusesWhatIsNoRehearsalOfItsOwnGroup(String part, String other, String why) {
        assertThatThrownBy(() -> Groups.shop(part, other))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(why);
    }

    @Test
    void givesNoServiceTheNameOfARehearsal() {
        String text = Groups.SHOP.replace("production", "production--rehearsal");
        assertThatThrownBy(() -> GroupFile.parse("shop-production--rehearsal", text))
                .hasMessageContaining("shop-production--rehearsal is the name of a rehearsal");
    }

    @Test
    void takesAQueueByAnArchivesNameForIt() {
        assertThat(Objects.requireNonNull(Groups.shop("\"orders\"", "\"java:/queue/Orders\"")
                                .definition()
                                .messaging())
                        .queues())
                .containsExactly("java:/queue/Orders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "shop-production"     | "shop-staging"        | group is not shop-production
            "service":"shop"      | "service":"../shop"   | service has an invalid value
            "host":"shop"         | "host":"bank"         | host is neither shop nor shop-production
            "version":3           | "version":3,"root":1  | has unknown members: root
            "version":3           | "version":0           | version is not a number from 1
            "workers":2           | "workers":9           | workers is not a number from 1 to 8
            "workers":2           | "workers":"2"         | workers is not a number from 1 to 8
            "768m"                | "64m"                 | memory is not from 128m to 8192m
            "768m"                | "768m -agentpath:x"   | memory has an invalid value
            "probe":"/"           | "probe":"/ x"         | probe has an invalid value
            "customer"            | "a,b"                 | roles has an invalid element
            "orders"              | "a)\\nquit"           | queues has an invalid element
            "orders"              | "java:/queue/"        | queues has an invalid element
            "orders"              | "java:comp/orders"    | queues has an invalid element
            {"queues":["orders"]  | {"size":["orders"]    | messaging has unknown members: size
            "shop@example.org"    | "shop"                | from has an invalid value
            "isRemoved":false     | "isRemoved":"no"      | isRemoved is not a boolean
            """)
    void refusesWhatItDoesNotUnderstand(String part, String other, String why) {
        assertThatThrownBy(() -> Groups.shop(part, other))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"version":0}                                                | version is not a number from 1
            {"version":1,"more":{}}                                      | configuration has unknown members: more
            {"version":1,"variables":[]}                                 | variables is not a JSON object
            {"version":1,"variables":{"A":1}}                            | A is not a string
            {"version":1,"variables":{"A-B":""}}                         | configuration has 'A?B', which is no name
            {"version":1,"variables":{"A":"s3cret\\u0000"}}              | A has a NUL in it
            {"version":1,"secrets":{"A":"s3cret"}}                       | A is not sealed correctly
            {"version":1,"variables":{"A":""},"secrets":{"A":"a.b.c.d.e"}} | A is given twice
            """)
    void refusesAConfigurationThatItDoesNotUnderstand(String configuration, String why) {
        assertThatThrownBy(() -> Groups.shop("\"version\":3", "\"version\":3,\"configuration\":" + configuration))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void readsAConfiguration() {
        Group group = Groups.shop(
                "\"version\":3",
                "\"version\":3,\"configuration\":{\"version\":2,\"variables\":{\"A\":\"x\\ny\"},\"secrets\":{\"B\":\"a.b.c.d.e\"}}");
        assertThat(group.variables())
                .isEqualTo(
                        new Variables(2, new TreeMap<>(Map.of("A", "x\ny")), new TreeMap<>(Map.of("B", "a.b.c.d.e"))));
    }

    /** In Base64, 32 KiB are 43,691 characters. */
    @Test
    void readsTheLongestSecretThatTheLedgerTakes() {
        String longest = "a.b.c." + "d".repeat(43_691) + ".e";
        assertThat(Groups.configured(Map.of(), Map.of("B", longest)).variables())
                .isEqualTo(new Variables(7, new TreeMap<>(), new TreeMap<>(Map.of("B", longest))));
        assertThatThrownBy(() -> Groups.configured(Map.of(), Map.of("B", longest + "e".repeat(45_000))))
                .hasMessageContaining("B is not sealed correctly");
    }

    @Test
    void readsNoMoreEntriesThanThereMayBe() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i <= 100; i++) {
            many.put("A" + i, "");
        }
        assertThatThrownBy(() -> Groups.configured(many, Map.of())).hasMessageContaining("has more than 100 entries");
    }

    /** The host of a worker's console is its name and six characters more. */
    @Test
    void refusesAGroupWhoseConsolesHaveNoName() {
        String service = "s".repeat(45);
        assertThatThrownBy(
                        () -> GroupFile.parse(service + "-production", Groups.SHOP.replace("\"shop", "\"" + service)))
                .hasMessageContaining("group has more than 55 characters");
        assertThat(GroupFile.parse(
                                service.substring(1) + "-production",
                                Groups.SHOP.replace("\"shop", "\"" + service.substring(1)))
                        .group())
                .hasSize(55);
    }

    /** The ledger reads this file in its tests, too. */
    @Test
    void takesWhatTheLedgerAccepts() throws IOException {
        for (String list : List.of("parts", "sizes")) {
            for (JsonNode part : accepted(list)) {
                ObjectNode request = (ObjectNode) JSON.readTree(Groups.SHOP);
                request.setAll((ObjectNode) part);
                assertThatCode(() -> GroupFile.parse("shop-production", request.toString()))
                        .as(part.toString())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void leavesTheLineItsNames() throws IOException {
        for (JsonNode reserved : accepted("reserved")) {
            String name = reserved.asText();
            assertThatThrownBy(() -> GroupFile.parse(name + "-production", Groups.SHOP.replace("\"shop", "\"" + name)))
                    .hasMessageContaining("is a name of the line's own");
        }
    }

    @Test
    void knowsTheHostsThatTheShellGivesTheLine(@TempDir Path state) throws Exception {
        String hosts = Shell.run(
                state,
                Map.of("SLIPWAY_WORKERS", "2"),
                "printf '%s\n' \"${FORGE_HOSTS[@]}\" && own_names | cut -d . -f 1");
        List<String> reserved = new ArrayList<>();
        accepted("reserved").forEach(name -> reserved.add(name.asText()));
        assertThat(hosts.lines())
                .contains("mywebapp", "gitlab", "admin", "admin-2")
                .allMatch(reserved::contains);
    }

    private static JsonNode accepted(String list) throws IOException {
        return JSON.readTree(Files.readString(Path.of("src/test/resources/groups/accepted.json")))
                .required(list);
    }
}
