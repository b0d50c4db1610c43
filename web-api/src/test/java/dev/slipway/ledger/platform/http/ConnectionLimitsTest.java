package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
    private static final String OFFICE = "192.0.2.1";

    private final ConnectionLimits places = new ConnectionLimits(6, 4, 2);
    private final List<Holder> held = new ArrayList<>();

    @Test
    void givesAPersonSome() {
        hold("ann", OFFICE);
        hold("ann", "198.51.100.7");
        refuses("ann", OFFICE, 429, "You have 2 ");
        refuses("ann", "203.0.113.9", 429, "You have 2 ");
        hold("bob", OFFICE);
    }

    @Test
    void givesAnAddressSomeWhoeverIsBehindIt() {
        for (String person : List.of("ann", "bob", "carol", "dana")) {
            hold(person, OFFICE);
        }
        refuses("erin", OFFICE, 429, "Your address has 4 ");
        hold("erin", "198.51.100.7");
    }

    @Test
    void givesAllTogetherSome() {
        for (int i = 0; i < 6; i++) {
            hold("person-" + i, "192.0.2." + i);
        }
        refuses("ann", "198.51.100.7", 503, "There are 6 ");
    }

    @Test
    void givesAPlaceAgainThatIsFree() {
        hold("ann", OFFICE);
        hold("ann", OFFICE);
        held.remove(0);
        hold("ann", OFFICE);
    }

    private void hold(String person, String address) {
        Holder holder = new Holder(person, address);
        places.admit(holder, held);
        held.add(holder);
    }

    private void refuses(String person, String address, int status, String why) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> places.admit(new Holder(person, address), held))
                .satisfies(refusal ->
                        assertThat(refusal.problem().status()).as("%s", refusal).isEqualTo(status))
                .withMessageContaining(why);
    }
}
