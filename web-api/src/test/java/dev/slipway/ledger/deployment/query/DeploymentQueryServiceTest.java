package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.deployment.record.Claimed;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.platform.page.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentQueryServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Claimed CLAIMED = new Claimed(new UUID(0, 1), "9fceb02d", "sha256:2c26", null);

    /** What begins so many minutes before now, by the number. */
    private final List<DeploymentResponse> rows = new ArrayList<>(List.of(row(1), row(3), row(4), row(5)));

    @Test
    void losesNothingThatIsRecordedBetweenTwoExtracts() {
        DeploymentQueryService service = service();
        DeploymentQueryService.Extract first = service.extract(new DeploymentQuery(), null, 2);
        rows.add(1, row(2));
        assertThat(read(first)).containsExactly(row(1), row(2), row(3));
        DeploymentQueryService.Extract second =
                service.extract(new DeploymentQuery(), Cursor.parse(first.next().orElseThrow()), 2);
        assertThat(read(second)).containsExactly(row(4), row(5));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void endsAtTheLastOfSeveralThatBeganTogether() {
        DeploymentResponse small = row(new UUID(0x7000_0000_0000_0000L, 1), 1);
        DeploymentResponse large = row(new UUID(0x8000_0000_0000_0000L, 1), 1);
        rows.clear();
        rows.addAll(List.of(large, small));
        assertThat(read(service().extract(new DeploymentQuery(), null, 1))).containsExactly(large);
    }

    private DeploymentQueryService service() {
        DeploymentQueryService service = new DeploymentQueryService();
        service.lists = new DeploymentQueryRepository() {
            @Override
            Optional<Cursor> placeBehind(DeploymentFilter filter, @Nullable Cursor after, int count) {
                List<DeploymentResponse> found = newestFirst(filter, after, count + 1);
                return found.size() > count ? Optional.of(place(found.get(count - 1))) : Optional.empty();
            }

            @Override
            List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
                return rows.stream()
                        .filter(row -> after == null || row.startedAt().isBefore(after.at()))
                        .limit(limit)
                        .toList();
            }
        };
        return service;
    }

    private static List<DeploymentResponse> read(DeploymentQueryService.Extract extract) {
        List<DeploymentResponse> read = new ArrayList<>();
        extract.forEach(read::add);
        return read;
    }

    private static Cursor place(DeploymentResponse row) {
        return new Cursor(row.startedAt(), row.id());
    }

    private static DeploymentResponse row(int minutes) {
        return row(new UUID(0, minutes), minutes);
    }

    private static DeploymentResponse row(UUID id, int minutes) {
        Instant at = NOW.minusSeconds(60L * minutes);
        RecordDeploymentRequest request = new RecordDeploymentRequest(
                "web-shop", "1.0", "production", null, at, at, Outcome.SUCCEEDED, null, null, null);
        return DeploymentResponse.claimed(id, CLAIMED, request, new Recorder("alice", false), at);
    }
}
