package dev.slipway.line.roll;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps by which a group's workers are restarted, one after the other. Made anew from the facts whenever a run begins: what was done
 * already is not in it.
 */
public record RestartPlan(List<Part> parts) {
    /** Keeps a copy. */
    public RestartPlan {
        parts = List.copyOf(parts);
    }

    /** What is done with a worker. */
    public enum Kind {
        /** It gets no new request, and those under way are answered. */
        DRAIN("Draining", "Drained"),
        /** Its process ends, and is started again by what keeps it running. */
        SHUT_DOWN("Shutting it down", "Shut down"),
        /** Its new process has booted. */
        AWAIT_START("Waiting for its start", "Started"),
        /** It gets what the others run. */
        COPY("Deploying what the others run", "It has what the others run"),
        /** The service is well there. */
        PROBE("Probing it", "It is well"),
        /** It is back in the balancer, and httpd finds it well. */
        ADMIT("Returning it to httpd's balancer", "It gets requests again");

        private final String doing;
        private final String done;

        Kind(String doing, String done) {
            this.doing = doing;
            this.done = done;
        }

        /** What is being done, for whoever looks on. */
        public String doing() {
            return doing;
        }

        /** What is done then. */
        public String done() {
            return done;
        }
    }

    /** One step. */
    public record Part(String worker, Kind kind) {}

    /**
     * A worker, as it is now.
     *
     * @param isAnswering whether its management answers, and its boot is over
     * @param isDue whether its process is to be another one
     * @param isMember whether httpd's balancer knows it
     * @param isOut whether it was taken out there
     * @param isLacking whether others run what it does not
     * @param isServing whether it runs an archive
     */
    public record Worker(
            String name,
            boolean isAnswering,
            boolean isDue,
            boolean isMember,
            boolean isOut,
            boolean isLacking,
            boolean isServing) {}

    /**
     * What is left to do. First, those that are not due have to be well: the next one is not taken from the others before that. Then those
     * that do not answer, for nobody misses them, and then the rest in order.
     *
     * @param isWell whether the service was well on any of them before: where it was not, nobody waits for that
     */
    public static RestartPlan of(List<Worker> workers, boolean isWell) {
        List<Part> parts = new ArrayList<>();
        workers.stream().filter(worker -> !worker.isDue()).forEach(worker -> {
            if (worker.isAnswering()) {
                letIn(parts, worker, isWell, worker.isOut());
            } else {
                parts.add(new Part(worker.name(), Kind.AWAIT_START));
                letIn(parts, worker, isWell, worker.isMember());
            }
        });
        workers.stream()
                .filter(worker -> worker.isDue() && !worker.isAnswering())
                .forEach(worker -> {
                    parts.add(new Part(worker.name(), Kind.AWAIT_START));
                    letIn(parts, worker, isWell, worker.isMember());
                });
        workers.stream()
                .filter(worker -> worker.isDue() && worker.isAnswering())
                .forEach(worker -> {
                    if (worker.isMember()) {
                        parts.add(new Part(worker.name(), Kind.DRAIN));
                    }
                    parts.add(new Part(worker.name(), Kind.SHUT_DOWN));
                    parts.add(new Part(worker.name(), Kind.AWAIT_START));
                    letIn(parts, worker, isWell, worker.isMember());
                });
        return new RestartPlan(parts);
    }

    private static void letIn(List<Part> parts, Worker worker, boolean isWell, boolean isAdmitted) {
        if (worker.isLacking()) {
            parts.add(new Part(worker.name(), Kind.COPY));
        }
        if (isWell && (worker.isLacking() || worker.isServing() || !worker.isAnswering())) {
            parts.add(new Part(worker.name(), Kind.PROBE));
        }
        if (isAdmitted) {
            parts.add(new Part(worker.name(), Kind.ADMIT));
        }
    }
}
