package dev.slipway.line.upgrade.plan;

import java.util.ArrayList;
import java.util.List;

/** Formats an upgrade plan for people. */
public final class PlanText {
    private PlanText() {}

    /** All of it, as lines. */
    public static List<String> of(Facts facts, UpgradePlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("From " + facts.from().name() + " to " + facts.to().name() + direction(facts));
        section(lines, "Components", plan.parts());
        for (Changelog.Section section : facts.sections()) {
            List<String> changes = section.changes();
            if (!changes.isEmpty() && !facts.isDowngrade()) {
                section(lines, "What " + section.version() + " changes", changes);
            }
        }
        section(lines, "Impact during the upgrade", plan.effects());
        section(
                lines,
                "What runs in the ledger's database",
                plan.migrations().isEmpty() ? List.of("nothing") : plan.migrations());
        section(
                lines,
                "Rollback",
                plan.rollbackBlockers().isEmpty()
                        ? List.of("automatic, if it does not start")
                        : plan.rollbackBlockers().stream()
                                .map(reason -> "only by restoring the backup. " + reason)
                                .toList());
        section(lines, "What you must do", plan.toDo().isEmpty() ? List.of("nothing") : plan.toDo());
        if (plan.isRefused()) {
            section(lines, "Why it cannot begin", plan.refusals());
        }
        return lines;
    }

    private static String direction(Facts facts) {
        if (facts.isEarlierVersion()) {
            return ", which is an earlier version";
        }
        return facts.commitsSince() > 0 ? ", which is " + commits(facts.commitsSince()) + " earlier" : "";
    }

    /** A number of commits, with the noun. */
    public static String commits(int number) {
        return number == 1 ? "1 commit" : number + " commits";
    }

    private static void section(List<String> lines, String heading, List<String> points) {
        lines.add("");
        lines.add(heading);
        points.forEach(point -> lines.add("  " + point));
    }
}
