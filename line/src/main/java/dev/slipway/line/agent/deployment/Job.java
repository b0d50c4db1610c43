package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.deployment.check.ArchiveChecks;
import dev.slipway.line.agent.deployment.execution.Executor;
import dev.slipway.line.agent.deployment.execution.FormerConfiguration;
import dev.slipway.line.agent.deployment.execution.GroupWait;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.ParallelWorkers;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.roll.plan.Progress;
import dev.slipway.line.schema.Schema;
import dev.slipway.line.schema.SchemaException;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One deployment from start to finish: the archive, the schema, then the workers. */
public final class Job {
    private final Sites sites;
    private final Journal journal;
    private final Recorder recorder;
    private final Source source;
    private final Runnable meanwhile;
    private final Runnable lock;
    private final TraceLog traces;
    private final ArchiveFetch archives;
    private final SchemaStep schemaStep;
    private final GroupWait wait;
    private final FormerConfiguration formerConfiguration;

    /**
     * Without schema access, the ledger's archive migrates its database at startup.
     *
     * @param meanwhile called every second while waiting for workers
     * @param lock makes sure that nobody else has the environment's lock; throws a {@link CallException} otherwise
     * @param traces logs the unexpected exceptions that a task fails with
     */
    public Job(
            Sites sites,
            Journal journal,
            Recorder recorder,
            Source source,
            Optional<Schema> schema,
            Runnable meanwhile,
            Runnable lock,
            TraceLog traces) {
        this.sites = sites;
        this.journal = journal;
        this.recorder = recorder;
        this.source = source;
        this.meanwhile = meanwhile;
        this.lock = lock;
        this.traces = traces;
        archives = new ArchiveFetch(source, journal, recorder);
        schemaStep = new SchemaStep(schema, recorder);
        wait = new GroupWait(sites, recorder, meanwhile);
        formerConfiguration = new FormerConfiguration(sites, wait);
    }

    /** The source of archives. */
    @FunctionalInterface
    public interface Source {
        /** Copies an archive into a file. */
        void fetch(Digest digest, Path file) throws IOException, PreparationException;

        /**
         * Stores the result of a rollback rehearsal, an in-toto statement.
         *
         * @throws PreparationException if it cannot be stored
         */
        default void attach(DeploymentTask task, Json statement) throws PreparationException {
            throw new PreparationException("there is no ledger to keep it");
        }

        /** The task's request, if the ledger has closed it meanwhile; empty also if it does not answer. */
        default Optional<DeploymentRequest> ended(DeploymentTask task) {
            return Optional.empty();
        }
    }

    /** Runs or resumes it. */
    public JournalEntry run() throws IOException {
        JournalEntry entry = recorder.entry();
        if (!entry.isFinished() && entry.rollout() == null && entry.progress().failure() == null) {
            try {
                prepare(entry.task());
            } catch (CallException | StoppedException e) {
                // While the ledger is away, somebody else has the lock, or the agent stops, the task stays in the
                // journal.
                throw e;
            } catch (RehearsalException e) {
                traces.log(e);
                recorder.fail(null, e.text(), e.detail());
            } catch (PreparationException | SchemaException | WorkerException e) {
                traces.log(e);
                recorder.fail(null, e.text());
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                // Of its own disk, of an archive, which may be nested too deeply for a parser or be too much for the
                // heap, or a bug: tried again for ever, it would keep everybody else's waiting.
                traces.log(e);
                recorder.fail(null, e.toString());
            }
        }
        return executor(entry.task()).run();
    }

    /** Rolls back a task that was given up. */
    public JournalEntry giveUp(String why) throws IOException {
        return executor(recorder.entry().task()).giveUp(why);
    }

    private Executor executor(DeploymentTask task) throws IOException {
        return new Executor(sites.of(task), journal, recorder, formerConfiguration, traces);
    }

    private void prepare(DeploymentTask task)
            throws IOException, PreparationException, SchemaException, WorkerException {
        String service = task.service();
        Site site = wait.await(service, task.environment(), task.isConfiguring() ? task.configurationVersion() : null);
        Map<String, String> starts = starts(site, task, service);
        if (task.isConfigure()) {
            refuseLate(task);
            prepareRestart(site, task, service, starts);
            return;
        }
        ArchiveFile archive = archives.fetch(task);
        String name = name(site, archive, service);
        if (!service.equals(Services.LEDGER)) {
            new ArchiveChecks(site, recorder)
                    .check(archive, service, sites.files().requested(service, task.environment()), task.isRollback());
        }
        if (task.rehearsal() != null) {
            new RehearsalRun(sites, recorder, archives::download, source, meanwhile)
                    .run(task, archive, task.rehearsal());
        }
        refuseLate(task);
        // A sync deploys what already runs on a worker, so it is not checked again.
        if (service.equals(Services.LEDGER) && task.syncId() == null) {
            schemaStep.run(archive.file(), task.isRollback());
        }
        saveRollout(site, task, name, archive.hash(), targets(site, task, name, archive.hash()), starts);
    }

    /** What comes before takes minutes, or as long as the ledger is away. */
    private void refuseLate(DeploymentTask task) throws PreparationException {
        Optional<DeploymentRequest> ended = source.ended(task);
        if (ended.isPresent()) {
            throw new PreparationException(ended.get().end());
        }
        lock.run();
    }

    private void saveRollout(
            Site site,
            DeploymentTask task,
            String archive,
            ContentHash hash,
            List<String> targets,
            Map<String, String> starts)
            throws IOException {
        recorder.save(recorder.entry()
                .with(new Rollout(
                        task.service(),
                        archive,
                        hash,
                        targets,
                        task.probePath(),
                        task.probeTimeout(),
                        site.label(),
                        starts,
                        task.isConfigure(),
                        task.probeBefore())));
    }

    /** A WAR may replace an EAR and vice versa. */
    private static String name(Site site, ArchiveFile archive, String service)
            throws PreparationException, WorkerException {
        String name = archive.name(service);
        String other = service + (name.endsWith(ArchiveFile.EAR) ? ArchiveFile.WAR : ArchiveFile.EAR);
        ParallelWorkers workers = new ParallelWorkers(site.workers().keySet());
        for (Map<String, Content> contents :
                workers.ask(worker -> site.worker(worker).contents()).values()) {
            if (!contents.containsKey(name) && contents.containsKey(other)) {
                return other;
            }
        }
        return name;
    }

    /**
     * The start digests that the workers need, if they differ from the current ones: after a change of the
     * configuration or definition.
     */
    private Map<String, String> starts(Site site, DeploymentTask task, String service)
            throws IOException, WorkerException {
        Map<String, String> starts = sites.starts(service, task.environment());
        if (task.isConfiguring()) {
            return starts;
        }
        Map<String, Boolean> isDue = new ParallelWorkers(starts.keySet())
                .ask(worker -> site.vitals(worker)
                        .filter(vitals -> !Objects.equals(starts.get(worker), vitals.start()))
                        .isPresent());
        return isDue.containsValue(true) ? starts : Map.of();
    }

    /** The running archive stays, however it was deployed. */
    private void prepareRestart(Site site, DeploymentTask task, String service, Map<String, String> starts)
            throws IOException, WorkerException {
        String archive = service + ArchiveFile.WAR;
        ContentHash hash = ContentHash.NONE;
        for (Management worker : site.workers().values()) {
            for (String name : List.of(service + ArchiveFile.WAR, service + ArchiveFile.EAR)) {
                Content content = worker.content(name);
                if (content.presence() != Content.Presence.ABSENT && hash.isNone()) {
                    archive = name;
                    hash = content.hash();
                }
            }
        }
        saveRollout(site, task, archive, hash, List.copyOf(site.workers().keySet()), starts);
    }

    /** All workers; for a sync, those that run something else. */
    private static List<String> targets(Site site, DeploymentTask task, String archive, ContentHash hash)
            throws WorkerException {
        List<String> targets = new ArrayList<>();
        for (String worker : site.workers().keySet()) {
            if (task.syncId() == null || !site.worker(worker).content(archive).equals(Content.running(hash))) {
                targets.add(worker);
            }
        }
        return targets;
    }

    /** The digest restored after a failure; empty if none. */
    public static Optional<Digest> putBack(JournalEntry entry, Journal journal) throws IOException {
        Progress progress = entry.progress();
        if (!progress.isPutBack()) {
            return Optional.empty();
        }
        for (String worker : progress.changed()) {
            Content before = progress.before(worker);
            if (before.presence() == Content.Presence.RUNNING && Files.exists(journal.archive(before.hash()))) {
                return Optional.of(
                        ArchiveFile.of(journal.archive(before.hash())).digest());
            }
        }
        return Optional.empty();
    }
}
