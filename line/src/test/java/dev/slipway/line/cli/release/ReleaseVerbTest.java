package dev.slipway.line.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.http.Json;
import dev.slipway.line.program.GitRepository;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @BeforeEach
    void build() throws IOException {
        Wars.write(folder, "shop.war", "Open");
    }

    private Called release(String version, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("release", "shop.war", "--service", "shop", "--version", version));
        arguments.addAll(List.of(more));
        return new Called.From(folder).at(ledger.uri()).call(arguments.toArray(String[]::new));
    }

    @Test
    void recordsWithEvidence() throws IOException {
        Files.createDirectories(folder.resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("target/surefire-reports/TEST-a.xml"), "<testsuite/>");
        Files.writeString(folder.resolve("bom.json"), "{}");
        Called called = release(
                "1",
                "--tests",
                "**/target/*-reports/TEST-*.xml",
                "--sbom",
                "bom.json",
                "--source",
                "https://git.example.org/shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("✓ shop 1 is on record (sha256:")
                .contains("✓ TEST-a.xml: passed; of 2 tests 1 passed, 1 failed")
                .contains("✓ bom.json: passed; 7 components")
                .contains("  See " + ledger.uri() + "/releases/?id=shop-1");
        Called again = release("1", "--tests", "**/target/*-reports/TEST-*.xml", "--sbom", "bom.json");
        assertThat(again.out())
                .contains("is on record already (sha256:")
                .contains("✓ TEST-a.xml is already recorded as evidence");
    }

    /** The ledger refuses another request with the same key. */
    @Test
    void sendsAFileUnderAnotherNameAsAnotherRequest() throws IOException {
        Files.writeString(folder.resolve("bom.json"), "{}");
        Files.writeString(folder.resolve("sbom.json"), "{}");
        List.of("bom.json", "bom.json", "sbom.json").forEach(name -> release("1", "--sbom", name));
        List<String> keys = ledger.received("POST /api/v1/releases/shop-1/evidence").stream()
                .map(request -> request.headers().getOrDefault("Idempotency-key", ""))
                .toList();
        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0)).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void saysWhichArchiveIsOnRecordInsteadOfThisOne() throws IOException {
        assertThat(release("1").code()).isZero();
        String recorded = ledger.releases().get(0).text("artifactDigest");
        Wars.write(folder, "shop.war", "Closed");
        Called called = release("1", "--json");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("shop 1 is on record with another archive, " + recorded);
        Json refusal = Json.read(called.out().getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.text("state")).isEqualTo("refused");
        assertThat(refusal.text("artifactDigest")).isEqualTo(recorded);
        assertThat(refusal.text("expectedDigest")).startsWith("sha256:").isNotEqualTo(recorded);
    }

    @Test
    void sendsManyReportsInOnePiece() throws IOException {
        Files.writeString(folder.resolve("TEST-a.xml"), "<testsuite/>");
        Files.writeString(folder.resolve("TEST-b.xml"), "<testsuite/>");
        assertThat(release("1", "--tests", "TEST-*.xml").out()).contains("✓ tests.zip: passed");
    }

    /** Evidence that failed is replaced by its name. */
    @Test
    void callsThemTheSameHoweverManyThereAre() throws IOException {
        Files.writeString(folder.resolve("job.xml"), "<testsuite><testcase><failure/></testcase></testsuite>");
        Called called = release("1", "--tests", "job.xml", "--tests", "TEST-*.xml");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("no file matches TEST-*.xml.");
        assertThat(called.out()).contains("tests.zip: ");
        Files.writeString(folder.resolve("TEST-a.xml"), "<testsuite/>");
        assertThat(release("1", "--tests", "job.xml", "--tests", "TEST-*.xml").out())
                .contains("✓ tests.zip: passed");
    }

    /** Evidence may be added later, but the release would be there without it until then. */
    @Test
    void recordsNothingWhereThereAreNoTests() {
        Called called = release("1", "--tests", "nowhere/*.xml");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).startsWith("slipway: No file matches nowhere/*.xml; nothing is recorded.");
        assertThat(ledger.received()).isEmpty();
    }

    /** As of * on Windows. */
    @Test
    void saysWhatIsNoPath() {
        Called called = release("1", "--sbom", "bom\0.json");
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).startsWith("slipway: 'bom\uFFFD.json' is not a path: ");
        assertThat(ledger.releases()).isEmpty();
    }

    /** As of an umlaut where the locale is POSIX; half of a pair has no encoding anywhere. */
    @Test
    void saysWhichPathTheLocaleDoesNotHave() {
        Called called = release("1", "--sbom", "bom\uD800.json");
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).contains(".json' cannot be read in this locale: set LC_ALL=C.UTF-8");
        assertThat(ledger.releases()).isEmpty();
    }

    @Test
    void failedTestsAreEvidenceToo() throws IOException {
        Files.writeString(folder.resolve("TEST-a.xml"), "<testsuite><testcase><failure/></testcase></testsuite>");
        Called called = release("1", "--tests", "TEST-a.xml");
        assertThat(called.code()).isZero();
        assertThat(called.out()).contains("✗ TEST-a.xml: failed");
    }

    @Test
    void saysWhatIsInItSinceTheReleaseBefore() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        assertThat(release("1", "--commit", first).code()).isZero();
        git.commit("Lower\tthe tax");
        String third = git.commit("Show the sum");
        Wars.write(folder, "shop.war", "Sale");
        assertThat(release("2", "--commit", third).code()).isZero();
        List<Json> releases = ledger.releases();
        assertThat(releases.get(0).items("commits")).isEmpty();
        assertThat(releases.get(0).find("mergedAt")).isPresent();
        assertThat(releases.get(1).items("commits"))
                .extracting(commit -> commit.text("title"))
                .containsExactly("Show the sum", "Lower the tax");
        assertThat(releases.get(1).items("commits").get(0).text("author")).isEqualTo("Alice Archer");
        assertThat(releases.get(1).items("commits").get(0).text("authorEmail")).isEqualTo("alice@example.org");
    }

    /** They cannot be added later. */
    @Test
    void saysThatItKnowsNoCommits() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        String said = "✗ Its commits are not, so four eyes knows no author of it: ";
        assertThat(release("1", "--commit", first).out())
                .as("nothing is before it")
                .doesNotContain(said);
        assertThat(release("2", "--commit", first).out()).as("none came").doesNotContain(said);
        assertThat(release("3").out()).as("nobody says what it is built from").doesNotContain(said);
        String unknown = "0".repeat(40);
        assertThat(release("4", "--commit", unknown).out()).contains(said);
        assertThat(release("4", "--commit", unknown).out())
                .as("recorded before")
                .doesNotContain(said);
        git.run("checkout", "--quiet", "--orphan", "another");
        assertThat(release("5", "--commit", git.commit("Begin anew")).out()).contains(said);
    }

    /** A release never changes: whichever of the two verbs comes first has to say what is in it. */
    @Test
    void saysSoAlsoWhereItIsDeployed() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        assertThat(release("1", "--commit", first).code()).isZero();
        String second = git.commit("Lower the tax");
        Wars.write(folder, "shop.war", "Sale");
        ledger.then("done", "{\"outcome\":\"succeeded\",\"deploymentId\":\"deployment-1\"}");
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .call("deploy", "shop.war", "--service", "shop", "--version", "2", "--commit", second);
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.releases().get(1).items("commits"))
                .extracting(commit -> commit.text("title"))
                .containsExactly("Lower the tax");
        assertThat(ledger.releases().get(1).find("mergedAt")).isPresent();
    }

    /** The gate lets no release overtake a newer one, and an older commit may be built later. */
    @Test
    void isAsNewAsItsCommit() throws IOException {
        GitRepository git = new GitRepository(folder);
        String commit = git.commit("Open the shop");
        assertThat(release("1", "--commit", commit).code()).isZero();
        ledger.then("done", "{\"outcome\":\"succeeded\",\"deploymentId\":\"deployment-1\"}");
        Called deployed = new Called.From(folder)
                .at(ledger.uri())
                .call("deploy", "shop.war", "--service", "shop", "--version", "2", "--commit", commit);
        assertThat(deployed.code()).as(deployed.err()).isZero();
        assertThat(ledger.releases()).hasSize(2).allSatisfy(release -> {
            assertThat(release.text("builtAt")).isEqualTo("2026-11-20T07:30:00Z");
            assertThat(release.text("mergedAt")).isEqualTo("2026-11-20T07:30:00Z");
        });
    }

    @Test
    void isAsNewAsItsFileWhereGitDoesNotKnowTheCommit() throws IOException {
        Files.setLastModifiedTime(folder.resolve("shop.war"), FileTime.from(Instant.parse("2026-11-20T08:15:00.5Z")));
        assertThat(release("1").code()).isZero();
        assertThat(release("2", "--commit", "0".repeat(40)).code()).isZero();
        assertThat(ledger.releases()).hasSize(2).allSatisfy(release -> {
            assertThat(release.text("builtAt")).isEqualTo("2026-11-20T08:15:00Z");
            assertThat(release.find("mergedAt")).isEmpty();
        });
    }

    /** An upgrade may go to a commit that is older than the build of the live release, and is no rollback by that. */
    @Test
    void isNotAsOldAsItsCommitWhereItIsSlipway() throws IOException {
        GitRepository git = new GitRepository(folder);
        String commit = git.commit("Open the shop");
        Files.setLastModifiedTime(folder.resolve("shop.war"), FileTime.from(Instant.parse("2026-11-27T08:15:00.5Z")));
        Called recorded = new Called.From(folder)
                .at(ledger.uri())
                .call("release", "shop.war", "--service", "slipway", "--version", "1", "--commit", commit);
        assertThat(recorded.code()).as(recorded.err()).isZero();
        ledger.then("done", "{\"outcome\":\"succeeded\",\"deploymentId\":\"deployment-1\"}");
        Called deployed = new Called.From(folder)
                .at(ledger.uri())
                .call("deploy", "shop.war", "--service", "slipway", "--version", "2", "--commit", commit);
        assertThat(deployed.code()).as(deployed.err()).isZero();
        assertThat(ledger.releases())
                .hasSize(2)
                .allSatisfy(release -> assertThat(release.text("mergedAt")).isEqualTo("2026-11-20T07:30:00Z"));
        assertThat(ledger.releases().get(0).text("builtAt")).isEqualTo("2026-11-27T08:15:00Z");
        assertThat(ledger.releases().get(1).find("builtAt")).isEmpty();
    }

    /** As GitLab's template of a squash commit names those of the merge request: neither of them is to approve it. */
    @Test
    void saysWhoElseWroteACommit() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        assertThat(release("1", "--commit", first).code()).isZero();
        String second = git.commit("""
                Lower the tax

                By half.

                Co-authored-by: Bob Baker <bob@example.org>
                co-authored-by: Eve
                  Early <eve@example.org>
                Reviewed-by: Zoe Zander <zoe@example.org>
                """);
        Wars.write(folder, "shop.war", "Sale");
        assertThat(release("2", "--commit", second).code()).isZero();
        List<Json> commits = ledger.releases().get(1).items("commits");
        assertThat(commits).extracting(commit -> commit.text("sha")).containsOnly(second);
        assertThat(commits).extracting(commit -> commit.text("title")).containsOnly("Lower the tax");
        assertThat(commits)
                .extracting(commit -> commit.text("author"))
                .containsExactly("Alice Archer", "Bob Baker", "Eve Early");
        assertThat(commits)
                .extracting(commit -> commit.text("authorEmail"))
                .containsExactly("alice@example.org", "bob@example.org", "eve@example.org");
    }

    @Test
    void leavesOutAnAddressThatTheLedgerDoesNotTake() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        assertThat(release("1", "--commit", first).code()).isZero();
        git.run("-c", "user.email=root@localhost", "commit", "--quiet", "--allow-empty", "-m", "Lower the tax");
        Wars.write(folder, "shop.war", "Sale");
        assertThat(release("2", "--commit", git.run("rev-parse", "HEAD")).code())
                .isZero();
        assertThat(ledger.releases().get(1).items("commits"))
                .singleElement()
                .satisfies(commit -> assertThat(commit.find("authorEmail")).isEmpty());
    }

    /** By their addresses four eyes knows who must not approve. */
    @Test
    void takesNoAddressFromAName() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        assertThat(release("1", "--commit", first).code()).isZero();
        git.run("-c", "user.name=Alice\tbob@example.org", "commit", "--quiet", "--allow-empty", "-m", "Lower\rthe tax");
        Wars.write(folder, "shop.war", "Sale");
        assertThat(release("2", "--commit", git.run("rev-parse", "HEAD")).code())
                .isZero();
        assertThat(ledger.releases().get(1).items("commits")).singleElement().satisfies(commit -> {
            assertThat(commit.text("author")).isEqualTo("Alice bob@example.org");
            assertThat(commit.text("authorEmail")).isEqualTo("alice@example.org");
            assertThat(commit.text("title")).isEqualTo("Lower the tax");
        });
    }

    @Test
    void needsFilesThatAreThere() {
        Called called = release("1", "--sbom", "bom.json");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("slipway: There is no file bom.json that can be read. Create it first, or omit --sbom.\n");
        assertThat(ledger.received()).isEmpty();
    }
}
