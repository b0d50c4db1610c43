package dev.slipway.line.roll.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a rolling restart. Computed from the facts whenever a run begins, so completed steps are left out. */
public record RestartPlan(List<Part> parts) {
    public RestartPlan {
        parts = List.copyOf(parts);
    }

    /** The kind of a step. */
    public enum Kind {
        /** The worker gets no new requests and finishes those in progress. */
        DRAIN("Draining", "Drained"),
        /** Its process exits and the supervisor starts it again. */
        SHUT_DOWN("Shutting it down", "Shut down"),
        /** Its new process has booted. */
        AWAIT_START("Waiting for its start", "Started"),
        /** The worker gets the archives of the others. */
        COPY("Deploying what the others run", "It has what the others run"),
        /** The service is healthy there. */
        PROBE("Probing it", "It is healthy"),
        /** The worker is enabled in the balancer and httpd finds it healthy. */
        ENABLE("Returning it to httpd's balancer", "It gets requests again");

        private final String doing;
        private final String done;

        Kind(String doing, String done) {
            this.doing = doing;
            this.done = done;
        }

        /** The progress text while it runs. */
        public String doing() {
            return doing;
        }

        /** The progress text when it is done. */
        public String done() {
            return done;
        }
    }

    public record Part(String worker, Kind kind) {}

    /**
     * What was found out about a worker.
     *
     * @param process its process; null if its management does not answer or it is still booting
     * @param desired the desired start digest; null if unknown
     * @param before the start of the process to be restarted; null if none is recorded
     */
    public record Found(
            String name,
            @Nullable Running process,
            @Nullable String desired,
            @Nullable Long before) {
        /**
         * Whether it must be restarted.
         *
         * @param isForDefinition whether only what runs with an outdated configuration is restarted
         */
        public boolean isDue(boolean isForDefinition) {
            if (process == null) {
                return true;
            }
            return isForDefinition
                    ? desired != null && !desired.equals(process.start())
                    : Objects.equals(before, process.startedAt());
        }
    }

    /**
     * A worker's process.
     *
     * @param startedAt when it was started, in milliseconds since 1970
     * @param start its start digest; null if unknown
     * @param archives the names of those that it runs
     */
    public record Running(long startedAt, @Nullable String start, Set<String> archives) {
        public Running {
            archives = Set.copyOf(archives);
        }
    }

    /**
     * The facts that a plan depends on.
     *
     * @param members the workers as httpd's balancer sees them
     * @param isForDefinition whether to restart only processes with an outdated configuration
     * @param isHealthRequired whether the service has to be healthy: it was on any of them before, or no process has to
     *     be restarted
     */
    public record Facts(List<Found> workers, List<Member> members, boolean isForDefinition, boolean isHealthRequired) {
        public Facts {
            workers = List.copyOf(workers);
            members = List.copyOf(members);
        }

        private boolean isMember(Found worker) {
            return members.stream().anyMatch(member -> member.worker().equals(worker.name()));
        }

        private boolean isOut(Found worker) {
            return members.stream().anyMatch(member -> member.worker().equals(worker.name()) && member.isOut());
        }

        private Set<String> archives() {
            return workers.stream()
                    .map(Found::process)
                    .filter(Objects::nonNull)
                    .flatMap(process -> process.archives().stream())
                    .collect(Collectors.toSet());
        }
    }

    /**
     * The remaining steps. First, the workers not due for a restart must be healthy, before others are drained. Then
     * come those that do not answer, as they serve no requests, then the rest in order.
     */
    public static RestartPlan of(Facts facts) {
        List<Part> parts = new ArrayList<>();
        List<Found> running = new ArrayList<>();
        List<Found> down = new ArrayList<>();
        for (Found worker : facts.workers()) {
            if (!worker.isDue(facts.isForDefinition())) {
                enable(parts, facts, worker, facts.isOut(worker));
            } else if (worker.process() == null) {
                down.add(worker);
            } else {
                running.add(worker);
            }
        }
        for (Found worker : down) {
            parts.add(new Part(worker.name(), Kind.AWAIT_START));
            enable(parts, facts, worker, facts.isMember(worker));
        }
        for (Found worker : running) {
            if (facts.isMember(worker)) {
                parts.add(new Part(worker.name(), Kind.DRAIN));
            }
            parts.add(new Part(worker.name(), Kind.SHUT_DOWN));
            parts.add(new Part(worker.name(), Kind.AWAIT_START));
            enable(parts, facts, worker, facts.isMember(worker));
        }
        return new RestartPlan(parts);
    }

    private static void enable(List<Part> parts, Facts facts, Found worker, boolean isToEnable) {
        Running process = worker.process();
        Set<String> archives = facts.archives();
        if (process != null && !process.archives().containsAll(archives)) {
            parts.add(new Part(worker.name(), Kind.COPY));
        }
        // What does not answer may run something.
        if (facts.isHealthRequired() && (process == null || !archives.isEmpty())) {
            parts.add(new Part(worker.name(), Kind.PROBE));
        }
        if (isToEnable) {
            parts.add(new Part(worker.name(), Kind.ENABLE));
        }
    }
}
