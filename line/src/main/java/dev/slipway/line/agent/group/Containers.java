package dev.slipway.line.agent.group;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports the state of server groups whose workers are containers. Neither the agent nor the provisioner may access the
 * container engine, so this class polls the workers themselves, and names the command with which the operator creates
 * or removes containers. A query of one group does not wait for another's workers.
 */
public final class Containers {
    private static final String TAKE =
            "the container services does not begin; if it does not run: docker compose up --wait services";
    private static final String UP =
            "this requires a command on the line's machine: docker compose up --wait --remove-orphans";

    /** How long nothing is reported while it may still be starting. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The most workers a group may have. */
    private static final int MOST_WORKERS = 8;

    private final WorkerQuery query;
    private final Pace pace;
    /** When a group without progress was first seen, by group name. */
    private final Map<String, Unbegun> unbegun = new ConcurrentHashMap<>();

    private final Set<GroupStatus> settled = ConcurrentHashMap.newKeySet();
    /** The reported container of each worker seen so far, by name: if it is down, the engine starts it again. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    public Containers(WorkerQuery query, Pace pace) {
        this.query = query;
        this.pace = pace;
    }

    private record Unbegun(DesiredGroup desired, Instant since) {}

    /**
     * A worker's report of itself.
     *
     * @param start the digest of all that it was started with; empty if it reports none
     * @param container its container, as reported
     */
    public record Running(String start, String container) {}

    /** Asks a worker. */
    @FunctionalInterface
    public interface WorkerQuery {
        /** Its report; empty if it does not answer. */
        Optional<Running> at(String group, GroupStatus.Worker worker);
    }

    /**
     * The state to report of a group.
     *
     * @param answer the last one written; null if there is none
     */
    GroupStatus answer(DesiredGroup desired, @Nullable GroupStatus answer) {
        synchronized (locks.computeIfAbsent(desired.group(), group -> new Object())) {
            return answerNow(desired, answer);
        }
    }

    private GroupStatus answerNow(DesiredGroup desired, @Nullable GroupStatus answer) {
        if (answer == null && desired.isRemoved()) {
            return new GroupStatus(
                    desired.group(), desired.version(), GroupStatus.State.REMOVED, null, List.of(), null, null);
        }
        if (answer == null
                || answer.version() != desired.version()
                || answer.configuration() != desired.configuration()) {
            return unbegun(desired, answer);
        }
        unbegun.remove(desired.group());
        if (settled.contains(answer)) {
            return answer;
        }
        return switch (answer.state()) {
            case READY -> ready(desired, answer);
            case REMOVED -> isAnybodyThere(desired.group(), List.of()) ? waiting(desired, answer, UP) : settle(answer);
            default -> answer;
        };
    }

    private GroupStatus unbegun(DesiredGroup desired, @Nullable GroupStatus answer) {
        Unbegun known = unbegun.get(desired.group());
        if (known == null || !known.desired().equals(desired)) {
            known = new Unbegun(desired, pace.now());
            unbegun.put(desired.group(), known);
        }
        boolean isLate = !pace.now().isBefore(known.since().plus(SOON));
        return isLate || answer == null || answer.version() != desired.version()
                ? waiting(desired, answer, isLate ? TAKE : null)
                : answer;
    }

    private GroupStatus ready(DesiredGroup desired, GroupStatus answer) {
        boolean isOther = false;
        for (GroupStatus.Worker worker : answer.workers()) {
            Optional<Running> running = query.at(answer.group(), worker);
            running.map(Running::container)
                    .filter(container -> !container.isEmpty())
                    .ifPresent(container -> known.put(worker.name(), container));
            if (!worker.container().equals(known.getOrDefault(worker.name(), ""))) {
                return waiting(desired, answer, UP);
            }
            isOther |= running.filter(one -> one.start().equals(worker.start())).isEmpty();
        }
        if (isOther) {
            // The containers stay: the agent restarts the workers in them.
            return answer;
        }
        return isAnybodyThere(answer.group(), answer.workers()) ? waiting(desired, answer, UP) : settle(answer);
    }

    /** Whether a worker still runs that is no longer desired. */
    private boolean isAnybodyThere(String group, List<GroupStatus.Worker> workers) {
        for (int n = 1; n <= MOST_WORKERS; n++) {
            String name = group + "-" + n;
            if (workers.stream().noneMatch(worker -> worker.name().equals(name))) {
                if (query.at(group, GroupStatus.Worker.ofContainer(name)).isPresent()) {
                    return true;
                }
                known.remove(name);
            }
        }
        return false;
    }

    private GroupStatus settle(GroupStatus answer) {
        settled.add(answer);
        return answer;
    }

    private static GroupStatus waiting(DesiredGroup desired, @Nullable GroupStatus answer, @Nullable String detail) {
        return new GroupStatus(
                desired.group(),
                desired.version(),
                GroupStatus.State.MAKING,
                detail,
                answer == null ? List.of() : answer.workers(),
                answer == null ? null : answer.database(),
                null,
                (int) desired.configuration());
    }
}
