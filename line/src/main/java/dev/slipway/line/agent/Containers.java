package dev.slipway.line.agent;

import dev.slipway.line.group.Answer;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a server group whose workers are containers. The agent may talk to no engine, nor may whoever makes all the rest. So it
 * looks at the workers themselves until they are as they should be, and says what the operator is to call where containers are to be made
 * or removed.
 */
final class Containers {
    private static final String TAKE =
            "the container services does not begin; if it does not run: docker compose up --wait services";
    private static final String UP =
            "it takes a command on the line's machine: docker compose up --wait --remove-orphans";

    /** How long it may take to begin, in which nothing is said of it. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** As many as a group may have. */
    private static final int MOST_WORKERS = 8;

    private final Look look;
    private final Pace pace;
    /** What nobody had begun with when that was seen first, by the group's name. */
    private final Map<String, Unbegun> unbegun = new HashMap<>();

    private final Set<Answer> settled = new HashSet<>();
    /** What was said of the container of each worker that was there, by its name: if it is away, the engine starts it again. */
    private final Map<String, String> known = new HashMap<>();

    Containers(Look look, Pace pace) {
        this.look = look;
        this.pace = pace;
    }

    private record Unbegun(AskedGroup asked, Instant since) {}

    /**
     * What a worker says of itself.
     *
     * @param start a digest of all that it was started with; empty where it does not say
     * @param container what was said of its container
     */
    record Running(String start, String container) {}

    /** Asks a worker itself. */
    @FunctionalInterface
    interface Look {
        /** What it says; empty where nobody answers. */
        Optional<Running> at(String group, Answer.Worker worker);
    }

    /**
     * What is to be told of a group.
     *
     * @param said what was written of it last; null where it never was
     */
    synchronized Answer answer(AskedGroup asked, @Nullable Answer said) {
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

    private Answer unbegun(AskedGroup asked, @Nullable Answer said) {
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

    private Answer ready(AskedGroup asked, Answer said) {
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
            // The containers stay: the agent has the workers start anew.
            return said;
        }
        return isAnybodyThere(said.group(), said.workers()) ? waiting(asked, said, UP) : settle(said);
    }

    /** Whether a worker runs that is not among these any more. */
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

    private static Answer waiting(AskedGroup asked, @Nullable Answer said, @Nullable String detail) {
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
