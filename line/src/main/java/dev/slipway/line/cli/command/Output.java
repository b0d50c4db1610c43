package dev.slipway.line.cli.command;

import dev.slipway.line.http.Json;
import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * A verb's output: text for people; with --json, text goes to standard error and one JSON object to standard output.
 */
public final class Output {
    private final PrintStream lines;
    private final PrintStream err;
    private final PrintStream out;
    private final boolean isJson;
    private final boolean isColoured;
    private final UnaryOperator<Json> result;

    Output(CliContext cli, boolean isJson) {
        this.out = cli.out();
        this.err = cli.err();
        this.lines = isJson ? cli.err() : cli.out();
        this.isJson = isJson;
        this.isColoured = cli.isColoured();
        this.result = UnaryOperator.identity();
    }

    private Output(Output output, UnaryOperator<Json> result) {
        this.out = output.out;
        this.err = output.err;
        this.lines = output.lines;
        this.isJson = output.isJson;
        this.isColoured = output.isColoured;
        this.result = result;
    }

    /** The same output, whose JSON result becomes a member of this object. */
    public Output within(Json object, String member) {
        return new Output(this, json -> object.with(member, json));
    }

    public void say(String line) {
        lines.println(TerminalText.of(line));
    }

    public void good(String line) {
        mark("32", "✓", line);
    }

    public void warn(String line) {
        mark("33", "!", line);
    }

    public void bad(String line) {
        mark("31", "✗", line);
    }

    /** Shows progress, which is not part of the result. */
    public void progress(String line) {
        err.println(TerminalText.of(line));
    }

    /** Prints the JSON result, with --json only. */
    public void json(Json json) {
        if (isJson) {
            out.println(result.apply(json));
        }
    }

    private void mark(String colour, String mark, String line) {
        String text = TerminalText.of(line);
        lines.println(isColoured ? "\033[" + colour + "m  " + mark + " \033[0m" + text : "  " + mark + " " + text);
    }
}
