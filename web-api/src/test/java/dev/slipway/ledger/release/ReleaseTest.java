package dev.slipway.ledger.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.service.Service;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Commit SUM = commit("1a2b3c4", "Alice Archer");
    private static final Commit SUM_TOO = commit("1a2b3c4", "Bob Baker");
    private static final Commit TAX = commit("5d6e7f8", "Bob Baker");

    /** Four eyes needs all its authors, of whom each has an entry; who reads wants to see it once. */
    @Test
    void hasACommitOfSeveralAuthorsOnce() {
        List<Commit> commits = List.of(SUM, SUM_TOO, TAX);
        assertThat(Commit.distinctBySha(commits)).containsExactly(SUM, TAX);
        assertThat(release(commits).commitCount()).contains(2);
    }

    @Test
    void tellsNoCommitsFromUnknownOnes() {
        assertThat(release(List.of()).commitCount()).contains(0);
        assertThat(release(null).commitCount()).isEmpty();
    }

    private static Release release(@Nullable List<Commit> commits) {
        RecordReleaseRequest request =
                new RecordReleaseRequest("shop", "1.4.0", null, "sha256:2c26", null, null, null, commits);
        return new Release(new Service() {}, request, "pipeline-shop", NOW);
    }

    private static Commit commit(String sha, String author) {
        return new Commit(sha, "Show the sum", author, null, NOW);
    }
}
