package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checks a service's archive, for errors and warnings, before any worker is changed. */
public final class ArchiveChecks {
    private final Site site;
    private final WarningSteps steps;

    public ArchiveChecks(Site site, Recorder recorder) {
        this.site = site;
        steps = new WarningSteps(recorder);
    }

    /**
     * Checks the agent's private copy of an archive.
     *
     * @param group the server group by the service's definition, if there is one
     * @param isRollback whether it is deployed again: it is not read once more for what only warnings depend on
     * @throws PreparationException if it must not be deployed
     */
    public void check(ArchiveFile archive, String service, Optional<DesiredGroup> group, boolean isRollback)
            throws IOException, PreparationException {
        ArchiveFacts facts = ArchiveFacts.of(archive, service, isRollback);
        Target target = new Target(service, site.workers().size(), host(), group);
        List<String> refusals = Refusals.of(facts, target);
        if (!refusals.isEmpty()) {
            // All can be mended at once, and the failure has no room for more than one.
            steps.report(refusals.subList(1, refusals.size()));
            throw new PreparationException(refusals.get(0));
        }
        Declared declared = isRollback ? Declared.unread(archive.file()) : Declared.of(archive.file());
        for (Warning warning : Warnings.of(facts, target)) {
            if (warning.unless().filter(declared::mayHave).isEmpty()) {
                steps.report(warning.texts());
            }
        }
    }

    private Optional<Host> host() throws PreparationException {
        String label = site.label();
        try {
            return label == null ? Optional.empty() : site.hosts().of(label);
        } catch (BalancerException e) {
            throw new PreparationException(e.text(), e);
        }
    }
}
