package dev.slipway.line.agent.site;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.Host;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.RolloutStep;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.roll.plan.Facts;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the facts for a plan: the state of the workers, and of httpd's balancers. */
public final class Survey {
    private final Site site;
    private final Journal journal;
    private final Recorder recorder;

    /** The workers that were waited for in vain. */
    private final Set<String> gone = new HashSet<>();

    /** For a journal entry with a rollout. */
    public Survey(Site site, Journal journal, Recorder recorder) {
        this.site = site;
        this.journal = journal;
        this.recorder = recorder;
    }

    /** As it is now; all must answer. */
    public Facts facts() throws IOException, WorkerException, BalancerException {
        return facts(contents(), members(), rollout().starts());
    }

    /** With these contents and members. */
    public Facts facts(Map<String, Content> now, List<Member> members, Map<String, String> desired)
            throws IOException, BalancerException {
        return facts(now, members, site.hosts().of(rollout().nameOnHttpd()).orElse(null), desired);
    }

    private Facts facts(
            Map<String, Content> now, List<Member> members, @Nullable Host host, Map<String, String> desired)
            throws IOException {
        return new Facts(
                rollout(), now, members, host, journal.saved(), recorder.entry().progress(), running(desired), desired);
    }

    /** The start digests of their processes, if relevant. */
    private Map<String, String> running(Map<String, String> desired) {
        Map<String, String> running = new HashMap<>();
        desired.keySet().forEach(worker -> start(worker).ifPresent(start -> running.put(worker, start)));
        return running;
    }

    /** The start digest of the worker's process; empty if it does not answer or is still booting. */
    public Optional<String> start(String worker) {
        return site.vitals(worker).map(vitals -> Objects.requireNonNullElse(vitals.start(), ""));
    }

    /** Waits once for workers whose server the archive ended: each restarts automatically with the previous archive. */
    public void awaitStarts(Collection<String> workers) throws IOException {
        for (String worker : workers) {
            if (!gone.contains(worker) && start(worker).isEmpty()) {
                recorder.report(Kind.STARTED, worker, "Waiting until it is up again");
                if (!site.awaitStart(worker, vitals -> true)) {
                    gone.add(worker);
                }
            }
        }
    }

    /** Without what does not answer: for a rollback, which must go as far as it can. */
    public Facts lenientFacts(Map<String, String> desired) throws IOException {
        Map<String, Content> now = new HashMap<>();
        for (String worker : rollout().targets()) {
            now.put(worker, lenientContent(worker));
        }
        List<Member> members = List.of();
        Host host = null;
        try {
            host = site.hosts().of(rollout().nameOnHttpd()).orElse(null);
            members = members();
        } catch (BalancerException e) {
            recorder.report(Kind.WARNING, null, RootCause.of(e.text()));
        }
        return facts(now, members, host, desired);
    }

    /** How those that are drained now get requests again. */
    public List<RolloutStep.Return> returns() throws BalancerException {
        Balancers balancers = balancers();
        return site.balancer().members(balancers).stream()
                .filter(Member::isOut)
                .map(Member::worker)
                .distinct()
                .map(worker -> new RolloutStep.Return(worker, balancers))
                .toList();
    }

    /** A worker's content of the archive; unknown if it does not answer. */
    public Content lenientContent(String worker) {
        try {
            return site.worker(worker).content(rollout().archive());
        } catch (WorkerException e) {
            return Content.unknown();
        }
    }

    private Map<String, Content> contents() throws WorkerException {
        String archive = rollout().archive();
        return new ParallelWorkers(rollout().targets())
                .ask(worker -> site.worker(worker).content(archive));
    }

    private List<Member> members() throws BalancerException {
        return site.balancer().members(balancers());
    }

    private Balancers balancers() throws BalancerException {
        return rollout().balancers(site.hosts().of(rollout().nameOnHttpd()).isPresent());
    }

    private Rollout rollout() {
        return recorder.rollout();
    }
}
