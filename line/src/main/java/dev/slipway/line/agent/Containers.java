package dev.slipway.line.agent;

import dev.slipway.line.group.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a server group whose workers are containers. The agent may talk to no engine, so it says what the operator is to
 * call, and looks at the workers themselves until they are as they should be.
 */
final class Containers {
    private static final String MAKE = "docker compose run --rm services";
    private static final String UP = "docker compose up --wait --remove-orphans";
    private static final String BOTH = "it takes two commands on the line's machine: " + MAKE + ", and then " + UP;
    private static final String LAST = "it takes a command on the line's machine: " + UP;

    /** As many as a group may have. */
    private static final int MOST_WORKERS = 8;

    private final Look look;
    private final Set<Answer> settled = new HashSet<>();

    Containers(Look look) {
        this.look = look;
    }

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
    Answer answer(AskedGroup asked, @Nullable Answer said) {
        if (said == null && asked.isRemoved()) {
            return new Answer(asked.group(), asked.version(), Answer.State.REMOVED, null, List.of(), null, null);
        }
        if (said == null || said.version() != asked.version() || said.configuration() != asked.configuration()) {
            return waiting(asked, said, BOTH);
        }
        if (settled.contains(said)) {
            return said;
        }
        return switch (said.state()) {
            case READY -> ready(asked, said);
            case REMOVED -> isAnybodyThere(asked.group(), List.of()) ? waiting(asked, said, LAST) : settle(said);
            case FAILED ->
                new Answer(
                        said.group(),
                        said.version(),
                        said.state(),
                        said.detail() + "; it is tried again by " + MAKE,
                        said.workers(),
                        said.database(),
                        said.at(),
                        said.configuration());
            default -> said;
        };
    }

    private Answer ready(AskedGroup asked, Answer said) {
        boolean isOther = false;
        for (Answer.Worker worker : said.workers()) {
            Optional<Running> running = look.at(said.group(), worker);
            if (running.filter(one -> one.container().equals(worker.container()))
                    .isEmpty()) {
                return waiting(asked, said, LAST);
            }
            isOther |= running.filter(one -> one.start().equals(worker.start())).isEmpty();
        }
        if (isOther) {
            // The container stays: the agent has the worker start anew.
            return said;
        }
        return isAnybodyThere(said.group(), said.workers()) ? waiting(asked, said, LAST) : settle(said);
    }

    /** Whether a worker runs that is not among these any more. */
    private boolean isAnybodyThere(String group, List<Answer.Worker> wanted) {
        for (int n = 1; n <= MOST_WORKERS; n++) {
            String name = group + "-" + n;
            if (wanted.stream().noneMatch(worker -> worker.name().equals(name))
                    && look.at(group, Answer.Worker.ofContainer(name)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Answer settle(Answer said) {
        settled.add(said);
        return said;
    }

    private static Answer waiting(AskedGroup asked, @Nullable Answer said, String detail) {
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
