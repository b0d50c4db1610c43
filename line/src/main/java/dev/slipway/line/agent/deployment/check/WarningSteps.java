package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import java.io.IOException;
import java.util.List;

/** Reports warnings as steps of the deployment. */
final class WarningSteps {
    /** So many of a list are reported: each is a step of its own, which the agent forces to disk. */
    private static final int MOST = 20;

    /** The characters of a text at most. The ledger would cut off the end of a longer one, and with it the remedy. */
    private static final int LONGEST = 1_200;

    private final Recorder recorder;

    WarningSteps(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Reports warnings of a kind, in this order, and of many how many more there are. */
    void report(List<String> texts) throws IOException {
        int others = texts.size() - MOST;
        for (String text : others > 0 ? texts.subList(0, MOST) : texts) {
            report(text);
        }
        if (others > 0) {
            report(
                    others == 1
                            ? "There is 1 more warning like these"
                            : "There are " + others + " more warnings like these");
        }
    }

    /** Reports one, without the middle of a long one, where names are. */
    private void report(String text) throws IOException {
        int end = text.length() - LONGEST / 2;
        recorder.report(
                Kind.WARNING,
                null,
                text.length() > LONGEST ? text.substring(0, LONGEST / 2) + " … " + text.substring(end) : text);
    }
}
