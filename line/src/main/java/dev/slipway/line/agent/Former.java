package dev.slipway.line.agent;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The configuration that a group had before a deployment which came with another one: where that fails, it is asked for again, without
 * waiting for the ledger to say so, and stays until the ledger has taken how it ended.
 */
final class Former {
    private final Sites sites;
    private final GroupWait wait;

    Former(Sites sites, GroupWait wait) {
        this.sites = sites;
        this.wait = wait;
    }

    /** Asks for it again, unless it is a deployment that came with none. */
    void ask(Task task) throws IOException, PreparationException {
        Integer before = task.configurationBefore();
        if (!task.isConfiguring() || before == null) {
            return;
        }
        String service = Objects.requireNonNullElse(task.service(), "");
        Optional<AskedGroup> group = sites.files().asked(service, task.environment());
        if (group.isEmpty()) {
            return;
        }
        sites.files()
                .putBack(sites.files()
                        .former(group.get(), before)
                        .orElseThrow(() -> new PreparationException("Version " + before + " of the configuration of "
                                + service + " is not here any more: the ledger gives it again")));
    }

    /**
     * The same, and waits for it.
     *
     * @return what each worker is to be started with then, by its name
     */
    Map<String, String> restore(Task task) throws IOException, PreparationException {
        ask(task);
        String service = Objects.requireNonNullElse(task.service(), "");
        wait.await(service, task.environment(), task.configurationBefore());
        return sites.starts(service, task.environment());
    }
}
