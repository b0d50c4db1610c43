package dev.slipway.line.rotation.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The remaining steps of all rotations. Computed from the files whenever a run begins, as a run may end anywhere. */
public final class RotationPlan {
    private RotationPlan() {}

    /**
     * One plan for all, so that a process that keeps several secrets is restarted once.
     *
     * @param stages the secrets to rotate, and those left in progress by an earlier run, in the order of the inventory
     */
    public static List<RotationStep> of(Map<Secret, Stage> stages) {
        List<Secret> all = List.copyOf(stages.keySet());
        if (all.isEmpty()) {
            return List.of();
        }
        List<RotationStep> steps = new ArrayList<>();
        add(steps, only(all, one -> stages.get(one) == Stage.IDLE), RotationStep.Propose::new);
        List<Secret> coming = only(all, one -> stages.get(one) != Stage.SWITCHED);
        add(steps, only(coming, one -> one.strategy().isDual()), RotationStep.Accept::new);
        boolean rollsLedger = all.stream().anyMatch(one -> one.consumers().contains(SecretConsumer.LEDGER_WORKERS));
        // While its secrets change, and while this run disables workers in httpd's balancer.
        boolean stopsAgent =
                rollsLedger || all.stream().anyMatch(one -> one.consumers().contains(SecretConsumer.AGENT));
        if (stopsAgent) {
            steps.add(new RotationStep.StopAgent());
        }
        add(steps, coming, RotationStep.Switch::new);
        // Also for secrets that an earlier run has switched, as it may have been interrupted before this.
        add(steps, only(all, one -> one.strategy().isInstalled()), RotationStep.Install::new);
        if (rollsLedger) {
            steps.add(new RotationStep.RollLedger());
        }
        if (stopsAgent) {
            steps.add(new RotationStep.StartAgent());
        }
        List<String> groups = all.stream()
                .filter(one -> one.consumers().contains(SecretConsumer.SERVICE_WORKERS))
                .map(Secret::group)
                .distinct()
                .toList();
        if (!groups.isEmpty()) {
            steps.add(new RotationStep.RestartGroups(groups));
        }
        add(steps, only(all, one -> !one.strategy().isRetiredLast()), RotationStep.Retire::new);
        add(steps, only(all, one -> one.strategy().isRetiredLast()), RotationStep.RetireLast::new);
        return steps;
    }

    private static List<Secret> only(List<Secret> secrets, Predicate<Secret> which) {
        return secrets.stream().filter(which).toList();
    }

    private interface Making {
        RotationStep of(List<Secret> secrets);
    }

    private static void add(List<RotationStep> steps, List<Secret> secrets, Making making) {
        if (!secrets.isEmpty()) {
            steps.add(making.of(secrets));
        }
    }
}
