package dev.slipway.line.cli.input.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.line.http.Json;
import dev.slipway.line.program.GitRepository;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubLedger;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commits of a release, as the CLI names them, and the handbook's script for any other CI, where curl and jq are installed. */
class CommitsTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    /** Four eyes knows the authors by them, whichever of the two recorded the release. */
    @Test
    void areTheSameByTheHandbooksScript() throws IOException {
        GitRepository git = new GitRepository(folder);
        String first = git.commit("Open the shop");
        git.commit("""
                Lower the tax

                By half.

                Co-authored-by: Bob Baker <bob@example.org>
                co-authored-by: Eve
                  Early <eve@example.org>
                Reviewed-by: Zoe Zander <zoe@example.org>
                """);
        git.commit("Show the sum");
        git.commit("""
                Show the basket

                Co-authored-by: Nobody
                Co-authored-by: Carol Cook <carol@localhost>, Dan\tDee <dan@example.org>
                """);
        String last = git.run("rev-parse", "HEAD");
        List<Json> commits =
                Commits.since(new Git(folder), List.of(first), last).orElseThrow();
        assertThat(commits)
                .extracting(commit -> commit.find("author").orElse(""))
                .containsExactly(
                        "Alice Archer",
                        "Carol Cook",
                        ", Dan Dee",
                        "Alice Archer",
                        "Alice Archer",
                        "Bob Baker",
                        "Eve Early");
        for (String program : List.of("curl", "jq")) {
            assumeThat(isInstalled(program)).as("%s is installed", program).isTrue();
        }
        assertThat(delivered(first, last))
                .extracting(CommitsTest::members)
                .isEqualTo(commits.stream().map(CommitsTest::members).toList());
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** The one writes the time with the committer's zone, the other in UTC. */
    private static List<Object> members(Json commit) {
        return List.of(
                commit.text("sha"),
                commit.text("title"),
                commit.find("author"),
                commit.find("authorEmail"),
                commit.time("committedAt").orElseThrow());
    }

    /** The commits of the release that the script records, where there is an earlier one. */
    private List<Json> delivered(String earlier, String commit) throws IOException {
        Files.writeString(folder.resolve("shop.war"), "an archive");
        ledger.signingInAt(ledger.uri() + "/realms/slipway");
        ledger.first(
                "POST /realms/slipway/protocol/openid-connect/token",
                Stub.Reply.of(200, "{\"access_token\": \"token\", \"expires_in\": 60}"));
        ledger.first(
                "GET /api/v1/releases",
                Stub.Reply.of(200, "{\"items\": []}"),
                Stub.Reply.of(200, "{\"items\": [{\"commit\": \"" + earlier + "\"}]}"));
        ledger.then("done", "{\"outcome\":\"succeeded\"}");
        Path script = Path.of("../web-static/src/docs/examples/deliver").toAbsolutePath();
        Outcome outcome = Programs.in(folder)
                .inheriting(name -> !name.startsWith("SLIPWAY_") && !name.startsWith("DELIVERY_"))
                .with(Map.of(
                        "SLIPWAY_LEDGER_URL",
                        ledger.uri().toString(),
                        "SLIPWAY_CLIENT_SECRET",
                        "secret",
                        "DELIVERY_COMMIT",
                        commit,
                        "no_proxy",
                        "127.0.0.1"))
                .run(script.toString(), "shop.war", "shop", "1.4.0");
        assertThat(outcome.code()).as(outcome.errors()).isZero();
        assertThat(ledger.releases()).hasSize(1);
        return ledger.releases().get(0).items("commits");
    }
}
