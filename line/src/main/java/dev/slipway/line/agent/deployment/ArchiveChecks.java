package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.journal.PreparationException;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.archive.ContextRoots;
import dev.slipway.line.archive.MemoryData;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/** What keeps a service's archive from being deployed, or is worth a warning, before any worker is touched. */
public final class ArchiveChecks {
    private final Site site;
    private final Recorder recorder;

    ArchiveChecks(Site site, Recorder recorder) {
        this.site = site;
        this.recorder = recorder;
    }

    /**
     * Checks the agent's own copy, which nobody else can change.
     *
     * @throws PreparationException where it must not be deployed
     */
    void check(ArchiveFile archive, String service) throws IOException, PreparationException {
        try {
            refuseOpenPages(archive);
            refuseUnreachable(archive, service);
            warnOfMemory(archive);
        } catch (ZipException e) {
            throw new PreparationException("The archive cannot be read: " + e.getMessage() + ". Build it again.");
        }
    }

    /** WildFly would let everybody in. */
    private static void refuseOpenPages(ArchiveFile archive) throws IOException, PreparationException {
        Set<String> unknown = SecurityDomains.unknown(archive.file());
        if (!unknown.isEmpty()) {
            throw new PreparationException(
                    "It names the security domain " + String.join(", ", unknown)
                            + " (jboss-web.xml), which no worker has: WildFly would let everybody in. Take it out: its users sign in by Keycloak"
                            + " (<auth-method>OIDC</auth-method>, services add --login), or it brings an identity store (Jakarta Security).");
        }
    }

    /** An EAR with another context root than httpd's health check would never become healthy. */
    private void refuseUnreachable(ArchiveFile archive, String service) throws IOException, PreparationException {
        Set<String> roots = ContextRoots.of(archive.file());
        String label = site.label();
        Optional<Host> host = roots.isEmpty() || label == null ? Optional.empty() : host(label);
        if (host.isEmpty()) {
            return;
        }
        Optional<String> why = ContextRootCheck.fault(roots, host.get(), service);
        if (why.isPresent()) {
            throw new PreparationException(why.get());
        }
    }

    private Optional<Host> host(String label) throws PreparationException {
        try {
            return site.hosts().of(label);
        } catch (BalancerException e) {
            throw new PreparationException(e.text());
        }
    }

    /** An in-memory database differs between workers. */
    private void warnOfMemory(ArchiveFile archive) throws IOException {
        int workers = site.workers().size();
        Set<String> files = workers < 2 ? Set.of() : MemoryData.of(archive.file());
        if (!files.isEmpty()) {
            recorder.report(
                    Kind.WARNING,
                    null,
                    "It brings a data source in memory (" + String.join(", ", files) + "), and each of the " + workers
                            + " workers has rows of its own, until it ends. One worker alone has all of them; a database that all"
                            + " of them share comes by services add --database, and without that file");
        }
    }
}
