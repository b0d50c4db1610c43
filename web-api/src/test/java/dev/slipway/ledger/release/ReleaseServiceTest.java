package dev.slipway.ledger.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.service.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReleaseServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Release BEFORE = release("1.0");
    private static final Release AFTER = release("1.1");

    private final List<Commit> stored = new ArrayList<>();

    /** Neither a commit's authors nor the releases that have it use the limit up. */
    @Test
    void countsACommitOfSeveralAuthorsOnce() {
        for (int i = 0; i < 400; i++) {
            for (String author : List.of("Alice Archer", "Bob Baker", "Eve Eder")) {
                stored.add(commit(i, author));
            }
        }
        assertThat(service().commits(BEFORE, AFTER, 501)).containsExactlyElementsOf(firstOnes(400));
    }

    @Test
    void hasNoMoreCommitsThanAskedFor() {
        stored.addAll(firstOnes(1_000));
        assertThat(service().commits(BEFORE, AFTER, 501)).containsExactlyElementsOf(firstOnes(501));
        assertThat(service().commits(BEFORE, AFTER, 2_000)).containsExactlyElementsOf(firstOnes(1_000));
    }

    private ReleaseService service() {
        ReleaseService service = new ReleaseService();
        service.releases = new ReleaseRepository() {
            @Override
            List<Commit> commits(Release after, Release upTo, int first, int limit) {
                return stored.stream().skip(first).limit(limit).toList();
            }
        };
        return service;
    }

    private static List<Commit> firstOnes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> commit(number, "Alice Archer"))
                .toList();
    }

    private static Commit commit(int number, String author) {
        return new Commit("%040x".formatted(number), "Show the sum", author, null, NOW);
    }

    private static Release release(String version) {
        RecordReleaseRequest request =
                new RecordReleaseRequest("shop", version, null, "sha256:2c26", null, null, null, null);
        return new Release(new Service() {}, request, "pipeline-shop", NOW);
    }
}
