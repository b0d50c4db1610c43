package dev.slipway.line.roll.plan;

import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.RolloutStep;
import dev.slipway.line.roll.plan.Content.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The remaining steps, in order. Computed from the facts whenever a run begins, so completed steps are left out. */
public record RolloutPlan(List<RolloutStep> steps) {
    public RolloutPlan {
        steps = List.copyOf(steps);
    }

    /** The plan to deploy; after a failure, to roll back. */
    public static RolloutPlan of(Facts facts) {
        return new RolloutPlan(facts.progress().failure() == null ? forward(facts) : back(facts));
    }

    private static List<RolloutStep> forward(Facts facts) {
        Rollout rollout = facts.rollout();
        Balancers balancers = facts.balancers();
        List<RolloutStep> steps = new ArrayList<>();
        List<String> due = rollout.targets().stream()
                .filter(worker -> !rollout.isRestartOnly() && !isReplaced(facts, worker))
                .toList();
        facts.out().stream()
                .filter(worker -> due.contains(worker)
                        || facts.isRestartDue(worker)
                        || !rollout.targets().contains(worker))
                .forEach(worker -> steps.add(new RolloutStep.Return(worker, balancers)));
        steps.addAll(saves(facts, due));
        stage(steps, due, rollout.hash());
        boolean isTogether = isFirstOfLedger(facts, due);
        if (isTogether) {
            steps.add(new RolloutStep.ReplaceTogether(due, rollout.hash()));
        }
        for (String worker : rollout.targets()) {
            change(steps, facts, worker, due.contains(worker) && !isTogether ? rollout.hash() : null);
            enable(steps, facts, worker, rollout.probe(facts.host()));
        }
        return steps;
    }

    /** Uploads the archive to each worker, which returns its hash, before any worker is changed. */
    private static void stage(List<RolloutStep> steps, List<String> due, ContentHash hash) {
        if (due.size() > 1) {
            steps.add(new RolloutStep.StageTogether(due, hash));
        } else {
            due.forEach(worker -> steps.add(new RolloutStep.Stage(worker, hash)));
        }
    }

    /**
     * Whether this is the ledger's first deployment on several workers. Its schema already exists; a service may create
     * its own at startup, which must not run twice concurrently.
     */
    private static boolean isFirstOfLedger(Facts facts, List<String> due) {
        return facts.rollout().isLedger()
                && due.size() > 1
                && facts.rollout().targets().stream()
                        .noneMatch(worker ->
                                facts.now(worker).presence() == Presence.RUNNING || facts.isRestartDue(worker));
    }

    /** Restarts its process if due, then replaces its content if that changes. */
    private static void change(List<RolloutStep> steps, Facts facts, String worker, @Nullable ContentHash hash) {
        boolean isRestarted = facts.isRestartDue(worker);
        if (!isRestarted && hash == null) {
            return;
        }
        drain(steps, worker, facts.balancers());
        if (isRestarted) {
            steps.add(new RolloutStep.Restart(worker, facts.desired().getOrDefault(worker, "")));
        }
        if (hash != null) {
            steps.add(new RolloutStep.Replace(worker, hash));
        }
    }

    /** Whether an interrupted run already replaced it; a redeployment of the same archive happens once. */
    private static boolean isReplaced(Facts facts, String worker) {
        return facts.progress().changed().contains(worker)
                && facts.now(worker).runs(facts.rollout().hash());
    }

    private static List<RolloutStep> saves(Facts facts, List<String> due) {
        List<RolloutStep> saves = new ArrayList<>();
        Set<ContentHash> saved = new HashSet<>(facts.saved());
        for (String worker : due) {
            Content before = facts.progress().before(worker);
            if (before.presence() == Presence.RUNNING && saved.add(before.hash())) {
                saves.add(new RolloutStep.Save(worker, before.hash()));
            }
        }
        return saves;
    }

    /**
     * Rolls back every changed worker, last changed first. If WildFly has already rolled back by itself, it is only
     * verified.
     */
    private static List<RolloutStep> back(Facts facts) {
        Progress progress = facts.progress();
        Balancers balancers = facts.balancers();
        List<RolloutStep> steps = new ArrayList<>();
        facts.out().stream()
                .filter(worker -> !progress.changed().contains(worker))
                .forEach(worker -> steps.add(new RolloutStep.Return(worker, balancers)));
        for (int i = progress.changed().size() - 1; i >= 0; i--) {
            String worker = progress.changed().get(i);
            Content before = progress.before(worker);
            boolean isReplaced = !facts.rollout().isRestartOnly();
            if (before.presence() == Presence.RUNNING) {
                boolean isDue = isReplaced && !facts.now(worker).runs(before.hash());
                if (isDue) {
                    steps.add(new RolloutStep.Stage(worker, before.hash()));
                }
                change(steps, facts, worker, isDue ? before.hash() : null);
                enable(steps, facts, worker, facts.rollout().formerProbe(facts.host()));
            } else {
                change(steps, facts, worker, null);
                if (isReplaced && facts.now(worker).presence() != before.presence()) {
                    boolean isNew = before.presence() == Presence.ABSENT;
                    steps.add(isNew ? new RolloutStep.Remove(worker) : new RolloutStep.Undeploy(worker));
                }
                if (facts.out().contains(worker) || facts.isRestartDue(worker)) {
                    steps.add(new RolloutStep.Return(worker, balancers));
                }
            }
        }
        return steps;
    }

    private static void drain(List<RolloutStep> steps, String worker, Balancers balancers) {
        if (!balancers.isNone()) {
            steps.add(new RolloutStep.Drain(worker, balancers));
        }
    }

    private static void enable(List<RolloutStep> steps, Facts facts, String worker, Optional<Probe> health) {
        health.ifPresent(probe -> steps.add(new RolloutStep.AwaitReady(worker, probe)));
        if (!facts.balancers().isNone()) {
            steps.add(new RolloutStep.Enable(worker, facts.balancers()));
        }
    }
}
