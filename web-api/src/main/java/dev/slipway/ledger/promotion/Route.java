package dev.slipway.ledger.promotion;

import dev.slipway.ledger.platform.text.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The source and the target environment of a promotion.
 *
 * @param from the environment in which it runs
 * @param to the environment that it goes into
 */
record Route(String from, String to) {

    /**
     * An environment of a service.
     *
     * @param environment its name
     * @param liveDigest the archive of the release that is live there, if one is
     */
    record Stop(String environment, Optional<Digest> liveDigest) {}

    /**
     * The first possible promotion: from the lowest environment with a live release that the next one does not have.
     *
     * @param stops the service's environments, by rank
     */
    static Optional<Route> next(List<Stop> stops) {
        return IntStream.range(1, stops.size())
                .filter(i -> stops.get(i - 1).liveDigest().isPresent()
                        && !stops.get(i).liveDigest().equals(stops.get(i - 1).liveDigest()))
                .mapToObj(i ->
                        new Route(stops.get(i - 1).environment(), stops.get(i).environment()))
                .findFirst();
    }

    /**
     * The way into an environment: from the one before it.
     *
     * @param stops the service's environments, by rank; the one that it goes into may be missing
     * @param ranking the names of all environments, by rank
     */
    static Optional<Route> into(String to, List<Stop> stops, List<String> ranking) {
        int place = ranking.indexOf(to);
        return stops.stream()
                .map(Stop::environment)
                .filter(environment -> ranking.indexOf(environment) < place)
                .reduce((lower, higher) -> higher)
                .map(from -> new Route(from, to));
    }
}
