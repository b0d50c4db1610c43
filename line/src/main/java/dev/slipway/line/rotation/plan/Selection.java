package dev.slipway.line.rotation.plan;

import dev.slipway.line.http.CallException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets of a run.
 *
 * @param rotated the selected ones, and those of an interrupted earlier run, which this one finishes
 * @param begun those of an interrupted earlier run
 * @param left the selected ones that the line does not rotate
 */
public record Selection(Map<Secret, Stage> rotated, List<Secret> begun, List<Secret> left) {
    public Selection {
        rotated = Collections.unmodifiableMap(new LinkedHashMap<>(rotated));
        begun = List.copyOf(begun);
        left = List.copyOf(left);
    }

    /**
     * Selects them.
     *
     * @param stages all secrets of the line
     * @param names secrets, or server groups for all that the line rotates of them
     * @param isAll whether to select all instead
     * @throws CallException if there is none of a name
     */
    public static Selection of(Map<Secret, Stage> stages, Collection<String> names, boolean isAll) {
        List<Secret> selected = isAll ? List.copyOf(stages.keySet()) : named(stages.keySet(), names);
        Map<Secret, Stage> rotated = new LinkedHashMap<>();
        List<Secret> begun = new ArrayList<>();
        stages.forEach((secret, stage) -> {
            boolean isBegun = stage != Stage.IDLE;
            if (secret.strategy().isRotated() && (isBegun || selected.contains(secret))) {
                rotated.put(secret, stage);
            }
            if (isBegun) {
                begun.add(secret);
            }
        });
        return new Selection(
                rotated,
                begun,
                selected.stream()
                        .filter(secret -> !secret.strategy().isRotated())
                        .toList());
    }

    private static List<Secret> named(Collection<Secret> all, Collection<String> names) {
        List<Secret> selected = new ArrayList<>();
        for (String name : names) {
            List<Secret> found = all.stream()
                    .filter(secret ->
                            secret.name().equals(name) || secret.group().equals(name))
                    .toList();
            if (name.isEmpty() || found.isEmpty()) {
                throw new CallException(
                        "This line has no secret '" + name + "'.", "./slipway rotate --list shows what there is.");
            }
            // Secrets that the line cannot rotate are not included in "all of a service's".
            found.stream()
                    .filter(secret ->
                            secret.strategy().isRotated() || secret.name().equals(name))
                    .forEach(selected::add);
        }
        return selected;
    }
}
