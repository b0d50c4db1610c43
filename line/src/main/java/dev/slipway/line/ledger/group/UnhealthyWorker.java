package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service's worker that has a problem.
 *
 * @param environment where it is
 * @param at when the agent last polled it; empty from an older ledger
 */
public record UnhealthyWorker(String worker, String environment, Trouble trouble, Optional<Instant> at) {
    /** The agent polls several times a minute. */
    private static final Duration STALE = Duration.ofMinutes(2);

    public enum Trouble {
        /** Did not answer the agent's last poll. */
        SILENT,
        /** Its application fails httpd's health check. */
        UNSERVED,
        /** Its server keeps exiting and being restarted. */
        RESTARTING,
        /** Not polled for minutes. */
        UNSEEN
    }

    static Stream<UnhealthyWorker> of(Json worker, Instant now) {
        Optional<Instant> at = worker.time("at");
        String name = worker.text("worker");
        String environment = worker.find("environment").orElse("production");
        List<UnhealthyWorker> unhealthy = new ArrayList<>();
        if (!worker.is("isAnswering")) {
            unhealthy.add(new UnhealthyWorker(name, environment, Trouble.SILENT, at));
        } else if (worker.find("isServing").filter("false"::equals).isPresent()) {
            unhealthy.add(new UnhealthyWorker(name, environment, Trouble.UNSERVED, at));
        }
        if (worker.has("restartingSince")) {
            unhealthy.add(new UnhealthyWorker(name, environment, Trouble.RESTARTING, at));
        }
        boolean isStale = at.filter(time -> time.plus(STALE).isBefore(now)).isPresent();
        if (unhealthy.isEmpty() && isStale) {
            unhealthy.add(new UnhealthyWorker(name, environment, Trouble.UNSEEN, at));
        }
        return unhealthy.stream();
    }

    /** The names of those with this problem. */
    public static List<String> names(List<UnhealthyWorker> unhealthy, Trouble trouble) {
        return unhealthy.stream()
                .filter(one -> one.trouble() == trouble)
                .map(UnhealthyWorker::worker)
                .sorted()
                .toList();
    }
}
