package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rollback rehearsal.
 *
 * @param next the release that is to be deployed
 * @param live the target of a rollback
 * @param environment where
 * @param fault what failed, and which of the two; null if both ran
 * @param took how long all of it took
 */
public record RehearsalResult(
        Next next,
        DeploymentTask.Live live,
        String environment,
        @Nullable Fault fault,
        Duration took) {
    /**
     * The release that is to be deployed.
     *
     * @param archive what the workers call its archive
     * @param version its version
     * @param digest its archive's digest
     */
    record Next(String archive, String version, Digest digest) {}

    /** The archive that did not run. */
    enum Part {
        /** The one that is to be deployed. */
        NEXT,
        /** The one that is live, on the database as the other leaves it. */
        LIVE
    }

    /**
     * @param cause in one line
     * @param text the full text
     */
    record Fault(Part part, String cause, String text) {}

    /** The message for a failed rehearsal. */
    String failure(Fault found) {
        String cause = found.cause().replaceFirst("[.\\s]+$", "");
        return found.part() == Part.NEXT
                ? "The rollback to " + live.version() + " was rehearsed, and " + next.version()
                        + " does not start on a copy of the database: " + cause + ". No worker was touched."
                : "The rollback to " + live.version() + " was rehearsed and fails: " + cause + ", on the database as "
                        + next.version() + " leaves it. No worker was touched. Keep what " + live.version()
                        + " needs for one release (expand and contract), or " + remedy(environment) + ".";
    }

    /** The message for a rehearsal that could not be run. */
    static String notRun(DeploymentTask.Live live, String environment, String why) {
        return "The rollback to " + live.version() + " cannot be rehearsed: " + why.replaceFirst("[.\\s]+$", "")
                + ". No worker was touched. Fix that, or " + remedy(environment) + ".";
    }

    private static String remedy(String environment) {
        return "switch the rehearsal off in the policy of " + environment;
    }

    /** The message for a successful rehearsal. */
    String success() {
        return "Rehearsed the rollback to " + live.version() + " in " + took.toSeconds() + " s";
    }

    /** As an in-toto statement about the archive that is to be deployed. */
    Json statement() {
        List<String> passed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        if (fault == null || fault.part() == Part.LIVE) {
            passed.add(nextStarts());
        }
        if (fault == null) {
            passed.add(liveStarts());
        } else {
            failed.add((fault.part() == Part.NEXT ? nextStarts() : liveStarts()) + ": " + fault.cause());
        }
        return Json.object()
                .with("_type", "https://in-toto.io/Statement/v1")
                .withAll("subject", List.of(resource(next.archive(), next.digest())))
                .with("predicateType", "https://in-toto.io/attestation/test-result/v0.1")
                .with(
                        "predicate",
                        Json.object()
                                .with("result", fault == null ? "PASSED" : "FAILED")
                                .withAll(
                                        "configuration",
                                        List.of(resource(next.archive() + " " + live.version(), live.digest())
                                                .with("annotations", annotations())))
                                .with("passedTests", passed)
                                .with("failedTests", failed));
    }

    private String nextStarts() {
        return next.version() + " starts on a copy of the database";
    }

    private String liveStarts() {
        return live.version() + " starts on the database as " + next.version() + " leaves it";
    }

    private Json annotations() {
        return Json.object()
                .with("environment", environment)
                .with("seconds", took.toSeconds())
                .with("cause", fault == null ? null : fault.cause());
    }

    private static Json resource(String name, Digest digest) {
        return Json.object().with("name", name).with("digest", Json.object().with("sha256", digest.hex()));
    }
}
