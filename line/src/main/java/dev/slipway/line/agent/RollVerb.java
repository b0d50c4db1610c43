package dev.slipway.line.agent;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Called by {@code up}, whose archive may be what makes a ledger healthy that is healthy on no worker. */
@Command(
        name = "roll",
        synopsisHeading = "Usage: ",
        customSynopsis = "roll NAME...",
        description = {
            "",
            "Restarts workers of the ledger, such as wildfly-1, with this checkout's server, one by one.",
            ""
        })
public final class RollVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    @Parameters(arity = "1..*", paramLabel = "NAME", hidden = true)
    List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        new LedgerRestart(Settings.of(System.getenv()), help.console())
                .run(false, worker -> names.contains(LedgerRestart.program(worker)));
        return 0;
    }
}
