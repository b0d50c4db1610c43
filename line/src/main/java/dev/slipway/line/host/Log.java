package dev.slipway.line.host;

import dev.slipway.line.group.Answer;
import dev.slipway.line.pace.Pace;
import java.util.List;
import java.util.function.Consumer;

/** A line for each group that is another one than before. */
record Log(Pace pace, Consumer<String> out) implements Take.Listener {
    @Override
    public void settled(String group, Made before, Made after, Answer answer) {
        if (!after.equals(before)) {
            say(group, after.due() == null ? after.progress().toString() : "failed");
        }
    }

    @Override
    public void restored(String group, List<String> files) {
        say(group, String.join(", ", files) + " had been changed by hand, and is as it was written");
    }

    @Override
    public void refused(String group, String why) {
        say(group, why);
    }

    private void say(String group, String what) {
        out.accept(pace.now() + " " + group + ": " + what);
    }
}
