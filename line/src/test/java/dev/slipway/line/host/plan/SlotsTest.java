package dev.slipway.line.host.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void givesTheLowestThatIsFree() {
        Slots slots = Slots.NONE.with(List.of("a-1", "a-2", "b-1"), slot -> true);
        assertThat(slots.taken()).isEqualTo(Map.of("a-1", 0, "a-2", 1, "b-1", 2));
        assertThat(slots.without("a-2")
                        .with(List.of("c-1", "d-1"), slot -> true)
                        .taken())
                .isEqualTo(Map.of("a-1", 0, "c-1", 1, "b-1", 2, "d-1", 3));
    }

    @Test
    void passesOverPortsThatOthersHave() {
        assertThat(Slots.NONE.with(List.of("a-1"), slot -> slot > 1).taken()).isEqualTo(Map.of("a-1", 2));
    }

    @Test
    void leavesAWorkerItsOwn() {
        Slots slots = Slots.NONE.with(List.of("a-1"), slot -> true);
        assertThat(slots.with(List.of("a-1"), slot -> false)).isEqualTo(slots);
    }

    @Test
    void givesEachFivePorts() {
        int second = Slots.NONE.with(List.of("a-1", "a-2"), slot -> true).of("a-2");
        Ports ports = Ports.above(26_000, second);
        assertThat(ports.all()).containsExactly(26_010, 26_011, 26_012, 26_013, 26_014);
        assertThat(ports.management()).isEqualTo(26_011);
        assertThatThrownBy(() -> Ports.above(65_530, 1)).hasMessageContaining("no port left");
    }
}
