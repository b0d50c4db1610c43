package dev.slipway.line.host;

import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.pace.Pace;
import java.util.List;
import java.util.function.Consumer;

/** Logs each group whose state has changed. */
record GroupsLog(Pace pace, Consumer<String> out) implements GroupsRun.Listener {
    @Override
    public void applied(String group, GroupState before, GroupState after, GroupStatus answer) {
        if (!after.equals(before)) {
            String detail = answer.detail();
            say(
                    group,
                    (after.due() == null ? after.progress().toString() : "failed")
                            + (detail == null ? "" : ": " + detail));
        }
    }

    @Override
    public void restored(String group, List<String> files) {
        say(group, String.join(", ", files) + " had been changed by hand and was restored");
    }

    @Override
    public void refused(String group, String why) {
        say(group, why);
    }

    private void say(String group, String what) {
        out.accept(pace.now() + " " + group + ": " + what);
    }
}
