package dev.slipway.line.cli.command;

import dev.slipway.line.cli.input.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The words after a verb that lists something and has subcommands: {@code list}, or none. */
public final class ListWords {
    @Parameters(arity = "0..*", paramLabel = "list", description = "lists them (the default)")
    List<String> words = new ArrayList<>();

    /** Refuses anything but {@code list}: whatever else it is, it is no subcommand of the verb. */
    public void check(String verb) {
        if (words.size() > 1 || !words.isEmpty() && !words.get(0).equals("list")) {
            throw new UsageException(verb + ": unknown verb '" + words.get(words.size() - 1) + "'");
        }
    }
}
