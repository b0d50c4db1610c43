package dev.slipway.line.roll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a plan. Each can be done twice: a run that was killed in the middle of one begins it anew. */
public sealed interface Step {
    /** The worker that it is about; null where it is about none. */
    @Nullable
    String worker();

    /** What is being done, for whoever looks on. */
    String doing();

    /** What is done then. */
    String done();

    /** A worker that an interrupted run left out gets requests again, as soon as httpd finds it well. */
    record Return(String worker, List<String> balancers) implements Step {
        @Override
        public String doing() {
            return "Returning it to httpd's balancer";
        }

        @Override
        public String done() {
            return "It is in httpd's balancer again";
        }
    }

    /** What runs there is kept aside, to be put back if need be. */
    record Save(String worker, String hash) implements Step {
        @Override
        public String doing() {
            return "Saving the archive that runs";
        }

        @Override
        public String done() {
            return "Saved the archive that runs, in case it has to be put back";
        }
    }

    /** The bytes are on the worker, and nothing runs yet. */
    record Stage(String worker, String hash) implements Step {
        @Override
        public String doing() {
            return "Uploading the archive";
        }

        @Override
        public String done() {
            return "Uploaded the archive";
        }
    }

    /** The worker gets no new request, and those under way are answered. */
    record Drain(String worker, List<String> balancers) implements Step {
        @Override
        public String doing() {
            return "Draining";
        }

        @Override
        public String done() {
            return "Drained";
        }
    }

    /** Its process ends, and another one has booted, with this start. */
    record Restart(String worker, String start) implements Step {
        @Override
        public String doing() {
            return "Restarting";
        }

        @Override
        public String done() {
            return "Restarted";
        }
    }

    /** What was staged runs in place of what ran. */
    record Replace(String worker, String hash) implements Step {
        @Override
        public String doing() {
            return "Deploying";
        }

        @Override
        public String done() {
            return "Deployed";
        }
    }

    /** What was staged runs on several workers where nothing ran before: nobody waits for one of them while another starts. */
    record ReplaceTogether(List<String> workers, String hash) implements Step {
        @Override
        public @Nullable String worker() {
            return null;
        }

        @Override
        public String doing() {
            return "Deploying on all workers at once: nothing runs there";
        }

        @Override
        public String done() {
            return "Deployed on all workers";
        }
    }

    /** The service is well there. */
    record AwaitReady(String worker, Probe probe) implements Step {
        @Override
        public String doing() {
            return "Probing " + probe.path();
        }

        @Override
        public String done() {
            return probe.path() + " is well";
        }
    }

    /** The worker is back in the balancers, and httpd finds it well. */
    record Admit(String worker, List<String> balancers) implements Step {
        @Override
        public String doing() {
            return "Returning it to httpd's balancer";
        }

        @Override
        public String done() {
            return "It gets requests again";
        }
    }

    /** What did not run there before does not run after, and is gone if it was never there. */
    record Undeploy(String worker, boolean isRemoved) implements Step {
        @Override
        public String doing() {
            return "Undeploying";
        }

        @Override
        public String done() {
            return "Undeployed: nothing ran there before";
        }
    }
}
