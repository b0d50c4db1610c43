package dev.slipway.ledger.notification;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.release.Release;

/** Builds notices of failed deployments and rollbacks. */
final class DeploymentNotice {
    private static final int LONGEST = 1_000;

    private DeploymentNotice() {}

    static Notice of(Deployment deployment, boolean isFailed) {
        String what = deployment.service().name()
                + deployment
                        .release()
                        .map(Release::version)
                        .map(version -> " " + version)
                        .orElse("");
        String where = deployment.environment().name();
        return new Notice(
                isFailed ? Kind.DEPLOYMENT_FAILED : Kind.ROLLED_BACK,
                Notice.Phase.HAPPENED,
                deployment.service().name(),
                where,
                isFailed
                        ? what + (deployment.isRollback() ? " could not be rolled back in " : " failed in ") + where
                        : what + " runs in " + where + " again, by a rollback",
                detail(deployment),
                "/deployments/?id=" + deployment.id(),
                deployment.finishedAt());
    }

    private static String detail(Deployment deployment) {
        String by = "By " + deployment.actor() + ", " + deployment.channel() + ".";
        String failure = deployment.failure().orElse("");
        return failure.isEmpty()
                ? by
                : by + "\n" + (failure.length() > LONGEST ? failure.substring(0, LONGEST) + "…" : failure);
    }
}
