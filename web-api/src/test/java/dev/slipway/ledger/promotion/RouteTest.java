package dev.slipway.ledger.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.promotion.Route.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    private static final List<String> RANKING = List.of("test", "staging", "canary", "production");

    @ParameterizedTest
    @CsvSource({
        // what is live in test, staging and production; from where to where
        "b b a, staging, production",
        "c b a, test, staging",
        "b - a, test, staging",
        "- b a, staging, production",
        "b b -, staging, production",
        "b b b, ,",
        "- - b, ,",
        "- - -, ,"
    })
    void goesFromTheLowestThatHasSomethingNew(String live, String from, String to) {
        assertThat(Route.next(stops(live)))
                .isEqualTo(from == null ? Optional.empty() : Optional.of(new Route(from, to)));
    }

    @Test
    void knowsNoWayInOneEnvironment() {
        assertThat(Route.next(List.of(new Stop("production", Optional.of(digest("a"))))))
                .isEmpty();
        assertThat(Route.next(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"production, staging", "staging, test", "canary, staging", "test,"})
    void comesFromTheEnvironmentOfTheServiceBefore(String to, String from) {
        assertThat(Route.into(to, stops("a - a"), RANKING))
                .isEqualTo(Optional.ofNullable(from).map(before -> new Route(before, to)));
    }

    private static Digest digest(String letter) {
        return Digest.ofHex(letter.repeat(64));
    }

    private static List<Stop> stops(String live) {
        List<String> names = List.of("test", "staging", "production");
        List<Optional<Digest>> digests = Arrays.stream(live.split(" "))
                .map(letter ->
                        Optional.of(letter).filter(known -> !known.equals("-")).map(RouteTest::digest))
                .toList();
        return List.of(
                new Stop(names.get(0), digests.get(0)),
                new Stop(names.get(1), digests.get(1)),
                new Stop(names.get(2), digests.get(2)));
    }
}
