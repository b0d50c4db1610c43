package dev.slipway.line.cli.input.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import dev.slipway.line.program.GitRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commits of a release, by which four eyes knows its authors. */
class CommitsTest {
    @TempDir
    Path folder;

    @Test
    void areThoseSinceTheReleaseBeforeOnceForEachAuthor() throws IOException {
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
    }
}
