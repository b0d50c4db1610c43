package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.ledger.environment.Environments.Environment;
import java.util.List;

/** Computes the rank of a new environment. */
public final class EnvironmentRank {
    private static final int HIGHEST = 9_999;
    private static final int STEP = 100;

    private EnvironmentRank() {}

    /**
     * The rank right before another environment.
     *
     * @param all the environments by rank
     * @param name the other's name; empty for the last
     */
    static int before(List<Environment> all, String name) {
        int place = name.isEmpty() ? all.size() - 1 : place(all, name, "--before");
        return between(
                place < 1 ? -1 : all.get(place - 1).rank(),
                place < 0 ? STEP : all.get(place).rank());
    }

    /** The rank right after another environment. */
    static int after(List<Environment> all, String name) {
        int place = place(all, name, "--after");
        int rank = all.get(place).rank();
        return between(
                rank, place + 1 < all.size() ? all.get(place + 1).rank() : Math.min(HIGHEST + 1, rank + 2 * STEP));
    }

    private static int between(int lower, int higher) {
        if (higher - lower < 2) {
            throw new Failure(
                    "There is no rank between " + lower + " and " + higher + " for it.",
                    "Name another place with --before or --after.");
        }
        return lower + (higher - lower) / 2;
    }

    private static int place(List<Environment> all, String name, String option) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new UsageException(option + " '" + name + "' is no environment of this line: "
                + String.join(", ", all.stream().map(Environment::name).toList()));
    }
}
