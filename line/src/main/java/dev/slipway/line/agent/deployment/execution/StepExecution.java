package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.site.ArchiveFile;
import dev.slipway.line.agent.site.ParallelWorkers;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Survey;
import dev.slipway.line.agent.site.Traffic;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.RolloutStep;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;

/** Executes each step of a plan on workers and httpd. */
final class StepExecution {
    private static final Duration FINISH = Duration.ofSeconds(10);

    private final Site site;
    private final Journal journal;
    private final Recorder recorder;
    private final Survey survey;
    private final StuckWorker stuck;
    private final Traffic traffic;

    StepExecution(Site site, Journal journal, Recorder recorder, Survey survey) {
        this.site = site;
        this.journal = journal;
        this.recorder = recorder;
        this.survey = survey;
        stuck = new StuckWorker(site, recorder);
        traffic = new Traffic(site, (worker, text) -> recorder.report(Kind.WARNING, worker, text));
    }

    /** Performs it; a killed run repeats it. */
    void perform(RolloutStep step) throws IOException, WorkerException, BalancerException {
        String archive = rollout().archive();
        if (step instanceof RolloutStep.Return back) {
            site.balancer().enable(back.balancers(), back.worker());
        } else if (step instanceof RolloutStep.Save save) {
            site.worker(save.worker()).read(archive, journal.archive(save.hash()));
        } else if (step instanceof RolloutStep.Stage stage) {
            stage(stage.worker(), stage.hash());
        } else if (step instanceof RolloutStep.StageTogether together) {
            new ParallelWorkers(together.workers()).runOnAll(worker -> stage(worker, together.hash()));
        } else if (step instanceof RolloutStep.Drain drain) {
            traffic.drain(
                    drain.balancers(),
                    drain.worker(),
                    rollout().service(),
                    entry().progress().before(drain.worker()).presence() == Content.Presence.RUNNING);
        } else if (step instanceof RolloutStep.Restart restart) {
            restart(restart);
        } else if (step instanceof RolloutStep.Replace replace) {
            replace(replace);
        } else if (step instanceof RolloutStep.ReplaceTogether together) {
            String runtimeName = runtimeName(together.hash());
            new ParallelWorkers(together.workers())
                    .runOnAll(worker -> site.worker(worker).replace(archive, together.hash(), runtimeName));
        } else if (step instanceof RolloutStep.AwaitReady await) {
            traffic.awaitReady(await.worker(), await.probe());
        } else if (step instanceof RolloutStep.Enable enable) {
            traffic.enable(enable.balancers(), enable.worker(), rollout().service());
        } else if (step instanceof RolloutStep.Undeploy undeploy) {
            site.worker(undeploy.worker()).undeploy(archive);
        } else if (step instanceof RolloutStep.Remove remove) {
            site.worker(remove.worker()).remove(archive);
        } else {
            throw new IllegalStateException("unknown step: " + step.getClass());
        }
    }

    /** Disables a worker instead of returning it, also where no other worker answers. */
    void disable(RolloutStep.Return step) throws BalancerException {
        traffic.disable(step.balancers(), step.worker());
    }

    private void stage(String worker, ContentHash hash) throws WorkerException {
        site.worker(worker).stage(journal.archive(hash), hash);
    }

    private void replace(RolloutStep.Replace step) throws IOException, WorkerException {
        String worker = step.worker();
        String service = rollout().service();
        Optional<Instant> startedAt = stuck.startedAt(worker);
        try {
            start(step);
        } catch (WorkerException e) {
            if (stuck.isStartDueAgain(worker, service, e, () -> restartedWithPrevious(worker, startedAt))) {
                startAgain(step);
            } else {
                stuck.free(worker, service, e);
                throw e;
            }
        }
        stuck.free(worker, service);
        if (rollout().isLedger()) {
            // The previous archive is garbage now. Later, the JVM would pause for it while the worker gets requests.
            site.worker(worker).process().collectGarbage();
        }
    }

    /** Whether its server ended, although the previous content ran there, and is up again. */
    private boolean restartedWithPrevious(String worker, Optional<Instant> startedAt) throws IOException {
        if (startedAt.isEmpty() || entry().progress().before(worker).presence() != Content.Presence.RUNNING) {
            return false;
        }
        survey.awaitStarts(List.of(worker));
        return stuck.hasEnded(worker, startedAt.get());
    }

    private void start(RolloutStep.Replace step) throws WorkerException {
        site.worker(step.worker()).replace(rollout().archive(), step.hash(), runtimeName(step.hash()));
    }

    /** On a restarted server, where whatever fails is the archive's own fault. */
    private void startAgain(RolloutStep.Replace step) throws IOException, WorkerException {
        // WildFly discards content that it could not start.
        stage(step.worker(), step.hash());
        try {
            start(step);
        } catch (WorkerException e) {
            stuck.free(step.worker(), rollout().service(), e);
            throw e;
        }
    }

    /**
     * Re-evaluated each time, as a service may change from WAR to EAR under the same name. WildFly rejects other types.
     */
    private String runtimeName(ContentHash hash) throws WorkerException {
        try {
            return ArchiveFile.runtimeName(journal.archive(hash), rollout().archive());
        } catch (ZipException e) {
            return rollout().archive();
        } catch (IOException e) {
            throw new WorkerException("the agent's copy of the archive cannot be read: " + e, e);
        }
    }

    /** The supervisor starts it again with the present configuration. */
    private void restart(RolloutStep.Restart step) throws WorkerException {
        String worker = step.worker();
        Optional<String> now = survey.start(worker);
        if (now.isEmpty() || !now.get().equals(step.start())) {
            site.worker(worker).process().shutdown(FINISH);
        }
        site.requireStart(
                worker,
                rollout().service() + entry().task().where(),
                vitals -> step.start().equals(Objects.requireNonNullElse(vitals.start(), "")));
        if (rollout().isRestartOnly()) {
            refuseStopped(worker);
        }
    }

    /** Fails at once if what ran before failed at boot: a probe would only find that it does not answer. */
    private void refuseStopped(String worker) throws WorkerException {
        Content.Presence before = entry().progress().before(worker).presence();
        Management management = site.worker(worker);
        if (before == Content.Presence.RUNNING
                && management.content(rollout().archive()).presence() == Content.Presence.STOPPED) {
            throw new WorkerException(management
                    .process()
                    .bootError()
                    .orElse(rollout().service() + " does not start on " + worker + " with this configuration"));
        }
    }

    private Rollout rollout() {
        return recorder.rollout();
    }

    private JournalEntry entry() {
        return recorder.entry();
    }
}
