package dev.slipway.ledger.request;

import static dev.slipway.ledger.request.State.ALLOWED;
import static dev.slipway.ledger.request.State.DONE;
import static dev.slipway.ledger.request.State.REFUSED;
import static dev.slipway.ledger.request.State.RUNNING;
import static dev.slipway.ledger.request.State.UNKNOWN;
import static dev.slipway.ledger.request.State.WAITING;
import static dev.slipway.ledger.request.State.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateTest {
    private static final Map<State, Set<State>> NEXT = Map.of(
            WAITING, Set.of(WAITING, ALLOWED, REFUSED, WITHDRAWN, DONE),
            ALLOWED, Set.of(WAITING, ALLOWED, REFUSED, WITHDRAWN, RUNNING, DONE),
            RUNNING, Set.of(DONE),
            REFUSED, Set.of(DONE),
            WITHDRAWN, Set.of(DONE),
            DONE, Set.of(),
            UNKNOWN, Set.of(DONE));

    @ParameterizedTest
    @EnumSource(State.class)
    void leadsToTheseAlone(State state) {
        assertThat(State.values())
                .filteredOn(state::canBecome)
                .containsExactlyInAnyOrderElementsOf(NEXT.getOrDefault(state, Set.of()));
    }
}
