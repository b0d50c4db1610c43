package dev.slipway.line.host;

import dev.slipway.line.group.Answer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a person is told who has called for it: what has come of each group, and what is to be called next. */
final class Report implements Take.Listener {
    private final Consumer<String> out;
    private boolean isWell = true;
    private boolean isAnything;
    private boolean isNew;

    Report(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public synchronized void settled(String group, Made before, Made after, Answer answer) {
        isAnything = true;
        isNew |= !after.equals(before);
        if (after.due() != null) {
            fail(group, String.valueOf(answer.detail()));
        } else if (after.equals(before)) {
            good(
                    group,
                    answer.state() == Answer.State.REMOVED ? "it is gone already" : "it is as it is defined already");
        } else if (answer.state() == Answer.State.REMOVED) {
            good(group, "it goes" + (answer.detail() == null ? "" : "; " + answer.detail()));
        } else {
            String workers = answer.workers().stream().map(Answer.Worker::name).collect(Collectors.joining(", "));
            good(group, workers + (answer.database() == null ? "" : ", the database " + answer.database()));
        }
    }

    @Override
    public synchronized void restored(String group, List<String> files) {
        isNew = true;
        good(group, String.join(", ", files) + " had been changed by hand, and is as it was written");
    }

    @Override
    public synchronized void refused(String group, String why) {
        isAnything = true;
        fail(group, why);
    }

    /**
     * The last words.
     *
     * @param isDifferent whether the Compose file is another one than before
     */
    synchronized void end(boolean isDifferent) {
        if (!isAnything) {
            out.accept(
                    "  The agent asks for nothing: no service has a definition yet, or the container line has only just begun.");
        } else if (!isNew && !isDifferent && isWell) {
            out.accept(
                    "  Nothing was changed. Unless it was called since the last change: docker compose up --wait --remove-orphans");
        } else {
            out.accept("  Next: docker compose up --wait --remove-orphans");
        }
        if (!isWell) {
            out.accept("  What failed is tried again by: docker compose run --rm services");
        }
    }

    boolean isWell() {
        return isWell;
    }

    private void good(String group, String what) {
        out.accept("  ✓ " + group + ": " + what);
    }

    private void fail(String group, String why) {
        isWell = false;
        out.accept("  ✗ " + group + ": " + why);
    }
}
