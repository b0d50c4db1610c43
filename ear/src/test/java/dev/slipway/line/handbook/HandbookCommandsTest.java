package dev.slipway.line.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code commands.txt} says of each command of the handbook's parts Use, Operate and Develop which test runs that verb with these options,
 * or why none does; it has no command that no page has, and no test that does not.
 */
class HandbookCommandsTest {
    private static final List<Entry> LIST = Entry.all();

    private static final Set<String> NO_TESTS = Set.of(
            "DocumentedCommandsTest.java", "HandbookCommandsTest.java", "StartCommands.java", "StartCommandsTest.java");

    static List<Document> documents() {
        return Stream.of("use", "operate", "develop", "develop/decisions")
                .flatMap(part -> Document.part(part).stream())
                .toList();
    }

    static List<Document> documentsWithStart() {
        return Stream.concat(StartCommands.documents().stream(), documents().stream())
                .toList();
    }

    private static List<Call> calls(Document document) {
        return document.commands().stream()
                .flatMap(line -> Call.in(line).stream())
                .toList();
    }

    static List<Entry> ofTests() {
        return LIST.stream().filter(entry -> !entry.tests().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsListed(Document document) {
        assertThat(calls(document))
                .as("in commands.txt, with the test that runs it or the reason why none does")
                .allMatch(call -> LIST.stream().anyMatch(entry -> entry.covers(call)));
    }

    @Test
    void nothingIsListedThatNoPageHas() {
        Set<Call> calls =
                documents().stream().flatMap(page -> calls(page).stream()).collect(Collectors.toSet());
        assertThat(LIST).allMatch(entry -> calls.stream().anyMatch(entry::covers));
    }

    /** A line belongs to who started it first, and refuses everybody else. */
    @ParameterizedTest
    @MethodSource("documentsWithStart")
    void whatFollowsAStartByRootIsByRoot(Document document) {
        assertThat(document.commandsByListing())
                .allSatisfy(listing -> assertThat(listing.stream()
                                .filter(line -> line.contains("./slipway "))
                                .dropWhile(line -> !line.startsWith("sudo ")))
                        .allMatch(line -> line.startsWith("sudo ")));
    }

    @Test
    void nothingIsListedTwice() {
        assertThat(LIST.stream().map(Entry::name)).doesNotHaveDuplicates();
    }

    /** Else a new option of a verb would be covered before there is a test of it. */
    @Test
    void verbsAreListedOneByOne() {
        assertThat(LIST)
                .noneMatch(entry -> entry.name().endsWith("*")
                        && (entry.call().isProgram() || entry.name().startsWith("ledger ")));
    }

    @Test
    void whatIsRunByHandSaysWhy() {
        assertThat(LIST)
                .filteredOn(entry -> entry.tests().isEmpty())
                .noneMatch(entry -> entry.words().isBlank());
    }

    @ParameterizedTest
    @MethodSource("ofTests")
    void theTestIsThereAndHasTheVerbAndItsOptions(Entry entry) {
        assertThat(entry.files()).allSatisfy(file -> {
            Path source = Line.checkout().resolve(file);
            assertThat(source).isRegularFile();
            assertThat(isTest(file)).as("a test, or a script").isTrue();
        });
        assertThat(entry.words().isEmpty() && entry.call().traces().isEmpty())
                .as("says nothing of what is in the test")
                .isFalse();
        assertThat(!entry.words().isEmpty() && !entry.call().traces().isEmpty())
                .as("has words in place of its verb and options")
                .isFalse();
        assertThat(entry.missing()).as("what %s should have", entry.tests()).isEmpty();
    }

    /** Not one of those that only list commands. */
    private static boolean isTest(Path file) {
        return !NO_TESTS.contains(file.getFileName().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            slipway deploy target/shop.war --service shop --version 1.4.0 => slipway deploy --service --version
            ./slipway deploy a.war --service slipway --version "$(git x -y)" --commit 1 => slipway deploy --service --version --commit
            ~/slipway/slipway backup key >~/slipway-key => slipway backup key
            ./slipway backup --to /mnt/backup => slipway backup --to
            java -jar slipway.jar services add shop --database --login=customer => slipway services add --database --login
            sudo SLIPWAY_DOMAIN=example.org SLIPWAY_AUTH_ADMIN_FROM='a b' ./slipway up => SLIPWAY_DOMAIN= SLIPWAY_AUTH_ADMIN_FROM= slipway up
            docker compose --profile '*' build => docker compose --profile build
            docker compose run --rm prepare => docker compose run --rm prepare
            docker compose up --wait --no-deps wildfly-1 => docker compose up --wait --no-deps
            ledger "$api/deployments?live=true&service=shop" | jq . => ledger GET /deployments?live&service
            ledger -X DELETE "$api/locks/$lock" => ledger DELETE /locks/{}
            ledger -o policy.json -D - "$api/environments/production/policy" | sed p => ledger GET /environments/{}/policy
            lock=$(ledger -d '{"reason": "x"}' "$api/locks" | jq -r .id) => ledger POST /locks
            ledger -T target/shop.war "$api/archives/$digest" => ledger PUT /archives/{}
            ledger https://mywebapp.localtest.me/metrics => ledger GET /metrics
            curl -fsS "$api/cli" | jq . => ledger GET /cli
            psql -h 127.0.0.1 shop => psql -h 127.0.0.1 shop
            """)
    void aCallIsNamedWithoutTheReadersOwnWords(String line, String name) {
        assertThat(Call.in(line)).containsExactly(new Call(name));
    }

    @Test
    void aLineMayHaveTwoCalls() {
        assertThat(Call.in("SLIPWAY_TOKEN=$(./slipway token) ./mvnw wildfly:deploy -Dslipway.line=localtest.me"))
                .containsExactly(new Call("slipway token"), new Call("mvn wildfly:deploy -Dslipway.line"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            slipway config set --secret => team.given(file, "config", "set", name, "--secret", "API_KEY");
            slipway config unset => config("unset", name);
            slipway deploy --service => cli deploy "$work/depot-1.war" --service depot
            docker compose --profile up --wait => compose --profile gitlab up --wait
            mvn wildfly:deploy => ./mvnw -q wildfly:deploy -DskipTests
            ledger PUT /deployments/{}/repair => admin.put("/api/v1/deployments/" + id + "/repair", answer)
            """)
    void aCallIsFoundInATestThatMakesIt(String name, String source) {
        assertThat(new Call(name).traces())
                .isNotEmpty()
                .allMatch(trace -> trace.matcher(source).find());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            slipway config set --secret => team.command("config", "set", name, "A=1", "--secretly");
            slipway config set => team.command("config", "list"); map.set("config");
            slipway sync --back => asynchronously("resync", "--back");
            docker compose up --wait => compose down --wait
            ledger PUT /deployments/{}/repair => admin.get("/api/v1/deployments/" + id + "/repair")
            """)
    void aCallIsNotFoundInAnother(String name, String source) {
        assertThat(new Call(name).traces())
                .anyMatch(trace -> !trace.matcher(source).find());
    }
}
