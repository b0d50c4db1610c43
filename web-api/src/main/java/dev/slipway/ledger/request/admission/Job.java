package dev.slipway.ledger.request.admission;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.identity.job.JobToken;
import dev.slipway.ledger.identity.job.JobTokenService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.GitlabProject;
import dev.slipway.ledger.sync.SyncOrder;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/**
 * The pipeline job that requests a deployment.
 *
 * @param token its GitLab ID token, if sent, and if the service names its project
 * @param isPipeline whether the requester is a pipeline, not a person, the agent or the ledger itself
 * @param isSync whether the agent requests it, as a part of that pipeline's sync
 */
public record Job(Optional<JobToken> token, boolean isPipeline, boolean isSync) {
    private static final int SHA_SHOWN = 9;

    /**
     * An objection to its token.
     *
     * @param why what is wrong, phrased to follow the header's name
     * @param way another sentence, on how to fix it
     */
    record Objection(String why, String way) {}

    /**
     * The job of a caller.
     *
     * @param token the claims of its GitLab ID token, if evaluated
     */
    public static Job of(SecurityContext caller, Optional<JobToken> token) {
        return new Job(
                token,
                MachineAccount.is(caller.getUserPrincipal().getName()) && !caller.isUserInRole(Roles.AGENT),
                false);
    }

    /**
     * The same job, where a request is made in this account's name: the agent requests the parts of a sync in the name
     * of whoever requested the sync, which may be a pipeline.
     */
    public Job behind(Initiator requester) {
        return isPipeline || !MachineAccount.is(requester.actor()) ? this : new Job(token, true, true);
    }

    /**
     * Checks that it may request a release's deployment.
     *
     * @throws ProblemException if it may not
     */
    void expectFor(Release release, boolean isRollback) {
        objection(release.service().name(), release.service().gitlabProject(), release.commit(), isRollback)
                .ifPresent(objection -> {
                    throw new ProblemException(
                            ProblemType.JOB_TOKEN_REFUSED,
                            "The header " + JobTokenService.HEADER + " " + objection.why() + ". " + objection.way(),
                            new Violation(JobTokenService.HEADER, objection.why()));
                });
    }

    /**
     * Why it may not request a release's deployment; empty if it may. Its project must be the service's and its commit
     * the release's; a rollback may come from a job of any commit.
     */
    Optional<Objection> objection(
            String service, Optional<GitlabProject> project, Optional<String> commit, boolean isRollback) {
        if (token.isEmpty()) {
            return isPipeline && project.isPresent() ? withoutToken(service) : Optional.empty();
        }
        // The service's GitLab project was unset in the meantime.
        if (project.isEmpty()) {
            return Optional.empty();
        }
        JobToken claims = token.get();
        GitlabProject own = project.get();
        if (own.number() != claims.project() || !own.issuer().equals(claims.issuer())) {
            return objection(
                    "is from another project",
                    "The service %s is project %s of %s.",
                    service,
                    own.number(),
                    own.issuer());
        }
        if (!claims.isRefProtected()) {
            return objection("is from a branch or tag that is not protected", "Protect it in GitLab.");
        }
        return commit.filter(built -> !isRollback && !claims.sha().startsWith(built))
                .flatMap(built -> objection(
                        "is from another commit",
                        "The release was built from %s.",
                        built.substring(0, Math.min(SHA_SHOWN, built.length()))));
    }

    /** The agent has none: what is missing is not its to send. */
    private Optional<Objection> withoutToken(String service) {
        return isSync
                ? objection("is missing", SyncOrder.TAKES_NO_JOB_TOKEN)
                : objection(
                        "is missing",
                        "Pipelines of %s send it: an ID token of GitLab for the ledger, which says who ran them.",
                        service);
    }

    private static Optional<Objection> objection(String why, String way, Object... arguments) {
        return Optional.of(new Objection(why, way.formatted(arguments)));
    }
}
