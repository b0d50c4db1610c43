package dev.slipway.ledger.notification;

import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.identity.MachineAccount;
import java.util.Optional;

/** Builds notices of failed deployments and rollbacks. */
final class DeploymentNotice {
    private static final int LONGEST = 1_000;

    private DeploymentNotice() {}

    static Notice of(DeploymentResponse deployment, boolean isFailed) {
        String what = deployment.service()
                + Optional.ofNullable(deployment.version())
                        .map(version -> " " + version)
                        .orElse("");
        String where = deployment.environment();
        return new Notice(
                isFailed ? Kind.DEPLOYMENT_FAILED : Kind.ROLLED_BACK,
                Notice.Phase.HAPPENED,
                deployment.service(),
                where,
                isFailed
                        ? what + (deployment.isRollback() ? " could not be rolled back in " : " failed in ") + where
                        : what + " runs in " + where + " again, by a rollback",
                detail(deployment),
                "/deployments/?id=" + deployment.id(),
                deployment.finishedAt());
    }

    private static String detail(DeploymentResponse deployment) {
        String by = "By " + who(deployment) + ", " + deployment.channel() + ".";
        String failure = deployment.failure();
        return failure == null
                ? by
                : by + "\n" + (failure.length() > LONGEST ? failure.substring(0, LONGEST) + "…" : failure);
    }

    /** The person who ran the pipeline, with its client, where that is known. */
    private static String who(DeploymentResponse deployment) {
        String actor = deployment.actor();
        return Optional.ofNullable(deployment.triggeredBy())
                .map(person -> person + " (" + MachineAccount.client(actor) + ")")
                .orElse(actor);
    }
}
