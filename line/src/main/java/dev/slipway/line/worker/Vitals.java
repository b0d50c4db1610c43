package dev.slipway.line.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/**
 * The vital figures of a worker, read by one operation.
 *
 * @param startedAt when its JVM started
 * @param start the digest of what it was started with; null if unknown
 * @param altered the digests of the files that had been altered by hand before it was started with them, by name
 * @param heapUsed the used heap in bytes
 * @param heapMax the maximum heap in bytes; -1 for no limit
 * @param metaspace the used metaspace in bytes
 * @param threads the number of threads
 * @param requests the number of requests since the start
 * @param errors the number of those that were answered with 500: WildFly counts no other status
 * @param processingNanos their total processing time
 * @param pool its database connection pool; null for none
 */
public record Vitals(
        Instant startedAt,
        @Nullable String start,
        SortedMap<String, String> altered,
        long heapUsed,
        long heapMax,
        long metaspace,
        int threads,
        long requests,
        long errors,
        long processingNanos,
        @Nullable Pool pool) {
    private static final String PLATFORM = "platform-mbean";
    private static final String START = "-Dslipway.start=";
    private static final String ALTERED = "-Dslipway.altered=";
    private static final Pattern FILE = Pattern.compile("(environment|configuration|worker)=([0-9a-f]{64})");

    /**
     * A database connection pool.
     *
     * @param active the number of open connections
     * @param available how many more connections could be used
     * @param maxUsed the maximum number of connections in use
     */
    public record Pool(int active, int available, int maxUsed) {}

    public Vitals {
        altered = Collections.unmodifiableSortedMap(new TreeMap<>(altered));
    }

    /** The operation that reads them. */
    static ModelNode operation(@Nullable String dataSource) {
        List<ModelNode> steps = new ArrayList<>(List.of(
                Operations.readResource("core-service", PLATFORM, "type", "runtime"),
                Operations.readResource("core-service", PLATFORM, "type", "memory"),
                Operations.readAttribute("thread-count", "core-service", PLATFORM, "type", "threading"),
                Operations.readAttribute("usage", "core-service", PLATFORM, "type", "memory-pool", "name", "Metaspace"),
                Operations.readResource(
                        "subsystem", "undertow", "server", "default-server", "http-listener", "default"),
                Operations.readAttribute("server-state")));
        if (dataSource != null) {
            steps.add(Operations.readResource(
                    "subsystem", "datasources", "data-source", dataSource, "statistics", "pool"));
        }
        return Operations.composite(steps);
    }

    /** Parses the response; empty if it is still booting, or does not have the requested pool. */
    static Optional<Vitals> of(ModelNode response) {
        ModelNode result = response.get("result");
        ModelNode runtime = step(result, 1);
        if (!runtime.get("start-time").isDefined()
                || step(result, 6).asString("starting").equals("starting")) {
            return Optional.empty();
        }
        ModelNode memory = step(result, 2).get("heap-memory-usage");
        ModelNode listener = step(result, 5);
        ModelNode pool = step(result, 7);
        return Optional.of(new Vitals(
                Instant.ofEpochMilli(runtime.get("start-time").asLong()),
                argument(runtime.get("input-arguments"), START).orElse(null),
                altered(argument(runtime.get("input-arguments"), ALTERED).orElse("")),
                memory.get("used").asLong(0),
                memory.get("max").asLong(-1),
                step(result, 4).get("used").asLong(0),
                step(result, 3).asInt(0),
                listener.get("request-count").asLong(0),
                listener.get("error-count").asLong(0),
                listener.get("processing-time").asLong(0),
                pool.get("ActiveCount").isDefined()
                        ? new Pool(
                                pool.get("ActiveCount").asInt(0),
                                pool.get("AvailableCount").asInt(0),
                                pool.get("MaxUsedCount").asInt(0))
                        : null));
    }

    private static ModelNode step(ModelNode result, int number) {
        ModelNode step = result.get("step-" + number).get("result");
        return step.isDefined() ? step : new ModelNode();
    }

    private static Optional<String> argument(ModelNode arguments, String name) {
        List<ModelNode> all = arguments.isDefined() ? arguments.asList() : List.of();
        return all.stream()
                .map(ModelNode::asString)
                .filter(argument -> argument.startsWith(name))
                .map(argument -> argument.substring(name.length()))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static SortedMap<String, String> altered(String text) {
        SortedMap<String, String> files = new TreeMap<>();
        FILE.matcher(text).results().forEach(file -> files.put(file.group(1), file.group(2)));
        return files;
    }
}
