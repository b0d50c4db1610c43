package dev.slipway.line.roll;

import static dev.slipway.line.ledger.request.RequestStep.DEPLOYING;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One idempotent step of a plan: a killed run repeats it. */
public sealed interface RolloutStep {
    /** Its worker; null if it concerns none. */
    @Nullable
    String worker();

    /** The progress text while it runs. */
    String doing();

    /** The progress text when it is done. */
    String done();

    /** Re-enables a worker that an interrupted run left drained. */
    record Return(String worker, Balancers balancers) implements RolloutStep {
        @Override
        public String doing() {
            return "Returning it to httpd's balancer";
        }

        @Override
        public String done() {
            return "It is in httpd's balancer again";
        }
    }

    /** Saves what runs there, for a rollback. */
    record Save(String worker, ContentHash hash) implements RolloutStep {
        @Override
        public String doing() {
            return "Saving the running archive";
        }

        @Override
        public String done() {
            return "Saved the running archive, in case of a rollback";
        }
    }

    /** Uploads the content without deploying it. */
    record Stage(String worker, ContentHash hash) implements RolloutStep {
        @Override
        public String doing() {
            return "Uploading the archive";
        }

        @Override
        public String done() {
            return "Uploaded the archive";
        }
    }

    /** Uploads the content to several workers in parallel, without deploying it. */
    record StageTogether(List<String> workers, ContentHash hash) implements RolloutStep {
        @Override
        public @Nullable String worker() {
            return null;
        }

        @Override
        public String doing() {
            return "Uploading the archive to all workers";
        }

        @Override
        public String done() {
            return "Uploaded the archive to all workers";
        }
    }

    /** The worker gets no new requests and finishes those in progress. */
    record Drain(String worker, Balancers balancers) implements RolloutStep {
        @Override
        public String doing() {
            return "Draining";
        }

        @Override
        public String done() {
            return "Drained";
        }
    }

    /** Restarts its process with this start configuration. */
    record Restart(String worker, String start) implements RolloutStep {
        @Override
        public String doing() {
            return "Restarting";
        }

        @Override
        public String done() {
            return "Restarted";
        }
    }

    /** Deploys the uploaded content in place of the former one. */
    record Replace(String worker, ContentHash hash) implements RolloutStep {
        @Override
        public String doing() {
            return DEPLOYING;
        }

        @Override
        public String done() {
            return "Deployed";
        }
    }

    /** Deploys the uploaded content on several workers in parallel, where nothing ran before. */
    record ReplaceTogether(List<String> workers, ContentHash hash) implements RolloutStep {
        @Override
        public @Nullable String worker() {
            return null;
        }

        @Override
        public String doing() {
            return DEPLOYING + " on all workers at once: nothing runs there";
        }

        @Override
        public String done() {
            return "Deployed on all workers";
        }
    }

    /** Waits until the service is healthy there. */
    record AwaitReady(String worker, Probe probe) implements RolloutStep {
        @Override
        public String doing() {
            return "Probing " + probe.path();
        }

        @Override
        public String done() {
            return probe.path() + " is healthy";
        }
    }

    /** Re-enables the worker in the balancers and waits until httpd finds it healthy. */
    record Enable(String worker, Balancers balancers) implements RolloutStep {
        @Override
        public String doing() {
            return "Returning it to httpd's balancer";
        }

        @Override
        public String done() {
            return "It gets requests again";
        }
    }

    /** Undeploys what must not run there. */
    record Undeploy(String worker) implements RolloutStep {
        @Override
        public String doing() {
            return "Undeploying";
        }

        @Override
        public String done() {
            return "Undeployed";
        }
    }

    /** Undeploys and removes what did not exist there before. */
    record Remove(String worker) implements RolloutStep {
        @Override
        public String doing() {
            return "Undeploying";
        }

        @Override
        public String done() {
            return "Undeployed";
        }
    }
}
