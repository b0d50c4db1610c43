package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.agent.task.SyncTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.file.Folders;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.release.Archives;
import dev.slipway.line.ledger.release.Releases;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.Requests;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Failure;
import dev.slipway.line.roll.FormerProbe;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.sync.Decision;
import dev.slipway.line.sync.Seen;
import dev.slipway.line.sync.Skew;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One sync: a manual change on one worker is applied to the others, or undone. Each archive is a separate deployment.
 */
public final class SyncRun {
    private final Sites sites;
    private final AgentApi api;
    private final Path folder;
    private final Deployer deployer;
    private final Journal journal;
    private final Consumer<String> log;
    private final SyncResult result = new SyncResult();

    /**
     * With a folder for the archives of the workers.
     *
     * @param journal has the entry of a deployment that did not end
     */
    public SyncRun(Sites sites, AgentApi api, Path folder, Deployer deployer, Journal journal, Consumer<String> log) {
        this.sites = sites;
        this.api = api;
        this.folder = folder;
        this.deployer = deployer;
        this.journal = journal;
        this.log = log;
    }

    /** Executes a deployment. */
    @FunctionalInterface
    public interface Deployer {
        /** Runs it to the end. */
        JournalEntry deploy(DeploymentTask task) throws IOException;
    }

    /** A part of the sync. */
    @FunctionalInterface
    private interface Part {
        void run() throws IOException, WorkerException, PreparationException;
    }

    /**
     * Runs the sync and reports the result. But the next round first goes on with a deployment that did not end, for
     * which the environment stays locked; then the ledger hands out the sync again.
     */
    public void run(SyncTask sync) throws IOException {
        try {
            attempt(() -> {
                for (String service : sites.services(sync.environment())) {
                    if (sync.service() == null || sync.service().equals(service)) {
                        attempt(() -> syncGroup(sync, service));
                    }
                }
            });
            if (sites.isOwn(sync.environment())
                    && (sync.service() == null || sync.service().equals(Services.LEDGER))) {
                attempt(() -> sync(sync, sites.own(), Services.LEDGER));
            }
        } finally {
            clear();
        }
        if (journal.read().isEmpty()) {
            report(sync);
        } else {
            result.last().ifPresent(log);
        }
    }

    /**
     * A failure of one service must not stop the others: its code chooses what its workers run, and under which names.
     * But one deployment ends before the next begins.
     */
    private void attempt(Part part) throws IOException {
        if (journal.read().isPresent()) {
            return;
        }
        try {
            part.run();
        } catch (WorkerException | PreparationException e) {
            result.fail(e.text());
        } catch (LedgerRefusedException e) {
            result.fail(e.what());
        } catch (CallException | StoppedException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Of its own disk, or of an answer that is nested too deeply for a parser: tried again for ever, it would
            // keep everybody else's waiting.
            result.fail(e.toString());
        }
    }

    /** A rejected result is not retried: it would be rejected again. */
    private void report(SyncTask sync) {
        try {
            api.finishSync(sync.id(), result.isDone(), result.text());
        } catch (LedgerRefusedException e) {
            log.accept("The ledger rejected the result: " + e.what());
        }
    }

    private void syncGroup(SyncTask sync, String service) throws IOException, WorkerException, PreparationException {
        Sites.Availability place = sites.find(service, sync.environment());
        if (place instanceof Sites.Availability.Ready ready) {
            sync(sync, ready.site(), service);
        } else {
            result.fail(((Sites.Availability.Preparing) place).why() + ".");
        }
    }

    /** Only archives of the service that runs there; others are not synced. */
    private void sync(SyncTask sync, Site site, String service)
            throws IOException, WorkerException, PreparationException {
        Skew skew = survey(site);
        for (String archive : skew.archives()) {
            sync(sync, site, service, archive, skew);
        }
    }

    private static Skew survey(Site site) throws WorkerException {
        Map<String, Map<String, ContentHash>> running = new HashMap<>();
        for (String worker : site.workers().keySet()) {
            running.put(worker, Content.hashesOfRunning(site.worker(worker).contents()));
        }
        return new Skew(running);
    }

    private void sync(SyncTask sync, Site site, String service, String archive, Skew skew)
            throws IOException, WorkerException, PreparationException {
        List<Seen> seen = new Deployments(api.ledger())
                .ofArchive(service, archive, sync.environment()).stream()
                        .map(one -> new Seen(
                                one.service(),
                                one.version(),
                                one.artifactDigest().map(Digest::new),
                                one.leavesRunning(),
                                one.workers().size()))
                        .toList();
        Map<String, ArchiveFile> files = read(site, archive, skew.on(archive));
        Map<String, Digest> digests = new TreeMap<>();
        files.forEach((worker, file) -> digests.put(worker, file.digest()));
        Decision decision =
                Decision.of(archive, digests, List.copyOf(skew.workers()), seen, sync.isBack(), sync.where());
        if (sync.service() != null && !sync.service().equals(decision.service())) {
            return;
        }
        if (!service.equals(decision.service())) {
            result.fail(archive + ": it is of " + decision.service() + ", which does not run on "
                    + String.join(", ", site.workers().keySet()) + ". Sync it there by hand.");
            return;
        }
        if (decision instanceof Decision.Leave leave) {
            result.fail(archive + ": " + leave.reason());
        } else if (decision instanceof Decision.Deploy deploy) {
            Path file;
            if (deploy.source().isPresent()) {
                file = Objects.requireNonNull(files.get(deploy.source().get())).file();
            } else {
                file = folder.resolve("released");
                api.download(deploy.digest().text(), file);
            }
            deploy(sync, deploy, file);
        }
    }

    /** The archives that workers run; equal content is read once. */
    private Map<String, ArchiveFile> read(Site site, String archive, Map<String, ContentHash> hashes)
            throws IOException, WorkerException {
        Files.createDirectories(folder);
        Map<ContentHash, ArchiveFile> byHash = new HashMap<>();
        Map<String, ArchiveFile> files = new TreeMap<>();
        for (Map.Entry<String, ContentHash> one : hashes.entrySet()) {
            ArchiveFile known = byHash.get(one.getValue());
            if (known == null) {
                Path file = folder.resolve(one.getKey() + "-" + archive);
                site.worker(one.getKey()).read(archive, file);
                known = ArchiveFile.of(file);
                byHash.put(one.getValue(), known);
            }
            files.put(one.getKey(), known);
        }
        return files;
    }

    private void deploy(SyncTask sync, Decision.Deploy deploy, Path file) throws IOException {
        String what = deploy.archive() + ": " + deploy.service() + " " + deploy.version();
        Optional<DeploymentRequest> created;
        try {
            created = request(sync, deploy, file);
        } catch (LedgerRefusedException e) {
            // Of one service: a pipeline's sync, for instance, has no job's token. The others are synced.
            result.fail(what + " may not enter " + sync.environment() + ": " + e.what());
            return;
        }
        if (created.isEmpty()) {
            result.fail(what + " has already been requested by somebody else.");
            return;
        }
        DeploymentRequest request = created.get();
        if (!request.isRunning()) {
            result.fail(what + " may not enter " + sync.environment() + ": " + String.join(" ", request.reasons()));
            return;
        }
        JournalEntry entry = deployer.deploy(DeploymentTask.part(
                sync, request.id(), deploy.service(), deploy.version(), deploy.digest(), probe(request)));
        Failure failure = entry.progress().failure();
        if (failure == null) {
            result.say(what + " runs on every worker.");
        } else {
            result.fail(what + " does not run: " + failure.cause());
        }
    }

    /** Records and uploads what a worker runs, and requests its deployment; empty if another request for it is open. */
    private Optional<DeploymentRequest> request(SyncTask sync, Decision.Deploy deploy, Path file) throws IOException {
        new Services(api.ledger()).register(deploy.service(), deploy.service());
        Releases releases = new Releases(api.ledger());
        if (releases.find(deploy.service(), deploy.version()).isEmpty()) {
            releases.record(Json.object()
                    .with("service", deploy.service())
                    .with("version", deploy.version())
                    .with("artifactDigest", deploy.digest()));
        }
        new Archives(api.ledger()).put(deploy.digest().text(), file, sent -> {});
        return new Requests(api.ledger())
                .create(Json.object()
                        .with("service", deploy.service())
                        .with("version", deploy.version())
                        .with("environment", sync.environment())
                        .with("artifactDigest", deploy.digest())
                        .with("isForAgent", true)
                        .with("syncId", sync.id()));
    }

    /** The ledger names the one that the release went live with. */
    private static FormerProbe probe(DeploymentRequest request) {
        return new FormerProbe(request.json().find("probePath").orElse(null), (int)
                request.json().number("probeSeconds", DeploymentTask.PROBE_SECONDS));
    }

    private void clear() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            log.accept("The archives of the sync cannot be deleted: " + e);
        }
    }
}
