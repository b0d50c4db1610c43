package dev.slipway.line.cli;

import dev.slipway.line.http.Json;
import java.io.PrintStream;

/** What a verb says: lines for people; where a script asked for JSON, these go to standard error, and one object to standard output. */
final class Output {
    private final PrintStream lines;
    private final PrintStream err;
    private final PrintStream out;
    private final boolean isJson;
    private final boolean isColoured;

    Output(Surroundings surroundings, boolean isJson) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.lines = isJson ? surroundings.err() : surroundings.out();
        this.isJson = isJson;
        this.isColoured = surroundings.isColoured();
    }

    void say(String line) {
        lines.println(line);
    }

    void good(String line) {
        mark("32", "✓", line);
    }

    void warn(String line) {
        mark("33", "!", line);
    }

    void bad(String line) {
        mark("31", "✗", line);
    }

    /** What is under way, for whoever watches; not a part of what was asked for. */
    void progress(String line) {
        err.println(line);
    }

    /** What a script asked for; nothing where a person did. */
    void json(Json json) {
        if (isJson) {
            out.println(json);
        }
    }

    private void mark(String colour, String mark, String line) {
        lines.println(isColoured ? "\033[" + colour + "m  " + mark + " \033[0m" + line : "  " + mark + " " + line);
    }
}
