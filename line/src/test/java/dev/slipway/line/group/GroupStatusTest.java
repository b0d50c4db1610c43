package dev.slipway.line.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupStatusTest {
    private static final String NOW = "2026-11-28T10:00:00Z";
    private static final List<GroupStatus.Worker> WORKERS =
            List.of(new GroupStatus.Worker("shop-production-1", 26_000, 26_001));
    private static final Optional<GroupStatus> FORMER = Optional.of(new GroupStatus(
            "shop-production", 3, GroupStatus.State.READY, null, WORKERS, "shop_production", "before", 2));

    /** Otherwise it would seem to be of a former version that made all its workers go. */
    @Test
    void isOfWhatIsRefusedWithWhatWasThereBefore() {
        String request = "{\"version\": 4, \"memory\": \"1t\", \"configuration\": {\"version\": 5}}";
        assertThat(GroupStatus.refused("shop-production", request, FORMER, "no such memory", NOW))
                .isEqualTo(new GroupStatus(
                        "shop-production",
                        4,
                        GroupStatus.State.FAILED,
                        "no such memory",
                        WORKERS,
                        "shop_production",
                        NOW,
                        5));
    }

    @Test
    void isOfTheFormerVersionWhereTheRequestSaysNone() {
        for (String request : List.of("", "gone", "{\"version\": \"4\"}", "{\"version\": ")) {
            GroupStatus refused = GroupStatus.refused("shop-production", request, FORMER, "no JSON", NOW);
            assertThat(refused.version()).as(request).isEqualTo(3);
            assertThat(refused.workers()).as(request).isEqualTo(WORKERS);
        }
    }

    @Test
    void isOfTheFirstVersionWhereNothingIsKnown() {
        assertThat(GroupStatus.refused("shop-production", "{\"version\": -7}", Optional.empty(), "no version", NOW))
                .isEqualTo(new GroupStatus(
                        "shop-production", 1, GroupStatus.State.FAILED, "no version", List.of(), null, NOW));
    }
}
