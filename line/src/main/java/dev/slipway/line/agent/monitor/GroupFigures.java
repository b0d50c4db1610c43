package dev.slipway.line.agent.monitor;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Json;
import dev.slipway.line.worker.Vitals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a server group's workers. An application may answer in place of its worker's management, so values
 * that the ledger would reject are omitted.
 *
 * @param json the report to the ledger
 * @param altered the processes that were started with manually changed files
 */
record GroupFigures(Json json, Set<String> altered) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    GroupFigures {
        altered = Set.copyOf(altered);
    }

    /**
     * Combines them.
     *
     * @param found the vital figures of the workers that answer, by name
     * @param unwell the names of those that get no requests
     */
    static GroupFigures of(DesiredGroup group, GroupStatus answer, Map<String, Vitals> found, Set<String> unwell) {
        boolean isReady = answer.state() == GroupStatus.State.READY;
        List<Json> workers = new ArrayList<>();
        boolean isDue = false;
        Set<String> altered = new HashSet<>();
        StringBuilder configured = new StringBuilder();
        for (GroupStatus.Worker worker : answer.workers()) {
            Vitals vitals = found.get(worker.name());
            if (vitals != null && !vitals.altered().isEmpty()) {
                altered.add(worker.name() + " " + vitals.startedAt());
            }
            Json reported = figures(worker, isReady, vitals);
            workers.add(unwell.contains(worker.name()) ? reported.with("isServing", false) : reported);
            isDue |= worker.isJoining() || vitals != null && isOutdated(worker, vitals);
            configured.append(worker.name()).append(' ').append(worker.start()).append('\n');
        }
        return new GroupFigures(
                Json.object()
                        .with("service", group.service())
                        .with("environment", group.environment())
                        .with("configured", Sha256.hex(configured.toString()))
                        .with("isDue", isDue && isReady)
                        .withAll("workers", workers),
                altered);
    }

    private static boolean isOutdated(GroupStatus.Worker worker, Vitals vitals) {
        return worker.start() != null && !worker.start().equals(vitals.start());
    }

    private static Json figures(GroupStatus.Worker worker, boolean isReady, @Nullable Vitals vitals) {
        Json json = Json.object().with("worker", worker.name());
        if (vitals == null || !isTime(vitals.startedAt())) {
            return json;
        }
        Vitals.Pool pool = vitals.pool();
        return json.with("startedAt", vitals.startedAt())
                .with("start", digest(vitals.start()))
                .with("wantedStart", isReady ? worker.start() : null)
                .withAll(
                        "altered",
                        vitals.altered().entrySet().stream()
                                .map(file -> Json.object()
                                        .with("file", file.getKey())
                                        .with("digest", file.getValue()))
                                .toList())
                .with("heapUsed", count(vitals.heapUsed()))
                .with("heapMax", count(vitals.heapMax()))
                .with("metaspace", count(vitals.metaspace()))
                .with("threads", count(vitals.threads()))
                .with("requests", count(vitals.requests()))
                .with("errors", count(vitals.errors()))
                .with("processingNanos", count(vitals.processingNanos()))
                .with("poolActive", pool == null ? null : count(pool.active()))
                .with("poolAvailable", pool == null ? null : count(pool.available()))
                .with("poolMaxUsed", pool == null ? null : count(pool.maxUsed()));
    }

    private static boolean isTime(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
    }

    private static @Nullable String digest(@Nullable String text) {
        return text != null && DIGEST.matcher(text).matches() ? text : null;
    }

    private static @Nullable Long count(long number) {
        return number < 0 ? null : number;
    }
}
