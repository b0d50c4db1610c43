package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Restores a group's former configuration after a failed deployment that came with another one, without waiting for the
 * ledger, until the ledger has received the result.
 */
public final class FormerConfiguration {
    private final Sites sites;
    private final GroupWait wait;

    public FormerConfiguration(Sites sites, GroupWait wait) {
        this.sites = sites;
        this.wait = wait;
    }

    /** Requests it, unless the deployment came without a configuration. */
    void request(DeploymentTask task) throws IOException, PreparationException {
        Integer before = task.configurationBefore();
        if (!task.isConfiguring() || before == null) {
            return;
        }
        Optional<DesiredGroup> group = sites.files().requested(task.service(), task.environment());
        if (group.isEmpty()) {
            return;
        }
        sites.files()
                .override(sites.files()
                        .former(group.get(), before)
                        .orElseThrow(() -> new PreparationException("Version " + before + " of the configuration of "
                                + task.service() + " is no longer stored; the ledger resends it")));
    }

    /**
     * Requests it and waits until it is prepared.
     *
     * @return what each worker is to be started with then, by its name
     */
    Map<String, String> restore(DeploymentTask task) throws IOException, PreparationException {
        request(task);
        wait.await(task.service(), task.environment(), task.configurationBefore());
        return sites.starts(task.service(), task.environment());
    }
}
