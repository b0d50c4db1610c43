package dev.slipway.line.host.machine;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What supervisord says of a program.
 *
 * @param pid its process, if it runs
 * @param uptime for how long it has run, such as {@code 1 day, 2:03:04}; empty if it does not
 */
public record SupervisedProgram(String state, OptionalLong pid, String uptime) {
    /** What supervisord says nothing of. */
    public static final SupervisedProgram UNKNOWN = new SupervisedProgram("", OptionalLong.empty(), "");

    /** A line of {@code supervisorctl status}: the group, if it is another name, the program, its state, and a sentence. */
    private static final Pattern LINE = Pattern.compile(
            "^(?:[^\\s:]+:)?([^\\s:]+) +([A-Z]+)(?: +pid ([0-9]+), uptime (.*\\S))?", Pattern.MULTILINE);

    /** By the programs' names, without those of groups. */
    static Map<String, SupervisedProgram> in(String output) {
        return LINE.matcher(output).results().collect(Collectors.toMap(line -> line.group(1), SupervisedProgram::of));
    }

    private static SupervisedProgram of(MatchResult line) {
        return line.group(3) == null
                ? new SupervisedProgram(line.group(2), OptionalLong.empty(), "")
                : new SupervisedProgram(line.group(2), OptionalLong.of(Long.parseLong(line.group(3))), line.group(4));
    }

    /** Whether it runs, for longer than supervisord waits for its early end. */
    public boolean isRunning() {
        return state.equals("RUNNING");
    }
}
