package dev.slipway.line.agent.group;

import dev.slipway.line.agent.ledger.WantedGroup;
import dev.slipway.line.group.Answer;
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
 * container engine, so this polls the workers themselves, and tells the operator which command creates or removes
 * containers. Whoever asks for one group does not wait for the workers of another.
 */
public final class Containers {
    private static final String TAKE =
            "the container services does not begin; if it does not run: docker compose up --wait services";
    private static final String UP =
            "it takes a command on the line's machine: docker compose up --wait --remove-orphans";

    /** How long nothing is reported while it may still be starting. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The most workers a group may have. */
    private static final int MOST_WORKERS = 8;

    private final Look look;
    private final Pace pace;
    /** When a group without progress was first seen, by group name. */
    private final Map<String, Unbegun> unbegun = new ConcurrentHashMap<>();

    private final Set<Answer> settled = ConcurrentHashMap.newKeySet();
    /** What was said of the container of each worker that was there, by its name: if it is away, the engine starts it again. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    public Containers(Look look, Pace pace) {
        this.look = look;
        this.pace = pace;
    }

    private record Unbegun(WantedGroup asked, Instant since) {}

    /**
     * A worker's report of itself.
     *
     * @param start the digest of all that it was started with; empty if it reports none
     * @param container what was said of its container
     */
    public record Running(String start, String container) {}

    /** Asks a worker. */
    @FunctionalInterface
    public interface Look {
        /** Its report; empty if it does not answer. */
        Optional<Running> at(String group, Answer.Worker worker);
    }

    /**
     * The state to report of a group.
     *
     * @param said what was written of it last; null where it never was
     */
    Answer answer(WantedGroup asked, @Nullable Answer said) {
        synchronized (locks.computeIfAbsent(asked.group(), group -> new Object())) {
            return answerNow(asked, said);
        }
    }

    private Answer answerNow(WantedGroup asked, @Nullable Answer said) {
        if (said == null && asked.isRemoved()) {
            return new Answer(asked.group(), asked.version(), Answer.State.REMOVED, null, List.of(), null, null);
        }
        if (said == null || said.version() != asked.version() || said.configuration() != asked.configuration()) {
            return unbegun(asked, said);
        }
        unbegun.remove(asked.group());
        if (settled.contains(said)) {
            return said;
        }
        return switch (said.state()) {
            case READY -> ready(asked, said);
            case REMOVED -> isAnybodyThere(asked.group(), List.of()) ? waiting(asked, said, UP) : settle(said);
            default -> said;
        };
    }

    private Answer unbegun(WantedGroup asked, @Nullable Answer said) {
        Unbegun known = unbegun.get(asked.group());
        if (known == null || !known.asked().equals(asked)) {
            known = new Unbegun(asked, pace.now());
            unbegun.put(asked.group(), known);
        }
        boolean isLate = !pace.now().isBefore(known.since().plus(SOON));
        return isLate || said == null || said.version() != asked.version()
                ? waiting(asked, said, isLate ? TAKE : null)
                : said;
    }

    private Answer ready(WantedGroup asked, Answer said) {
        boolean isOther = false;
        for (Answer.Worker worker : said.workers()) {
            Optional<Running> running = look.at(said.group(), worker);
            running.map(Running::container)
                    .filter(container -> !container.isEmpty())
                    .ifPresent(container -> known.put(worker.name(), container));
            if (!worker.container().equals(known.getOrDefault(worker.name(), ""))) {
                return waiting(asked, said, UP);
            }
            isOther |= running.filter(one -> one.start().equals(worker.start())).isEmpty();
        }
        if (isOther) {
            // The containers stay: the agent restarts the workers in them.
            return said;
        }
        return isAnybodyThere(said.group(), said.workers()) ? waiting(asked, said, UP) : settle(said);
    }

    /** Whether a worker still runs that is no longer wanted. */
    private boolean isAnybodyThere(String group, List<Answer.Worker> wanted) {
        for (int n = 1; n <= MOST_WORKERS; n++) {
            String name = group + "-" + n;
            if (wanted.stream().noneMatch(worker -> worker.name().equals(name))) {
                if (look.at(group, Answer.Worker.ofContainer(name)).isPresent()) {
                    return true;
                }
                known.remove(name);
            }
        }
        return false;
    }

    private Answer settle(Answer said) {
        settled.add(said);
        return said;
    }

    private static Answer waiting(WantedGroup asked, @Nullable Answer said, @Nullable String detail) {
        return new Answer(
                asked.group(),
                asked.version(),
                Answer.State.MAKING,
                detail,
                said == null ? List.of() : said.workers(),
                said == null ? null : said.database(),
                null,
                (int) asked.configuration());
    }
}
