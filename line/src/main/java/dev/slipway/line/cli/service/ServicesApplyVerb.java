package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.input.DefinitionFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Applies the definition of a service. */
@Command(
        name = "apply",
        header = "Apply the definition of a service: what it needs, in a YAML file.",
        description = {
            "",
            "The service gets workers of its own in each environment that the file names, with the database, login,"
                    + " mail and queues that it requests. Only what differs is created or changed. Data is never"
                    + " removed by that.",
            ""
        })
public final class ServicesApplyVerb implements Callable<Integer> {
    private final CliContext cli;

    @Parameters(arity = "1", paramLabel = "FILE", description = "the definition, in YAML")
    String file = "";

    @Mixin
    final ApplyOptions applyOptions;

    @Mixin
    final LedgerOptions ledgerOptions;

    ServicesApplyVerb(CliContext cli) {
        this.cli = cli;
        this.applyOptions = new ApplyOptions(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        DefinitionFile definition = DefinitionFile.read(cli.file(file));
        return applyOptions.apply(
                ledgerOptions, ledgerOptions.ledger(), definition.service(), definition.yaml(), "in " + file, null);
    }
}
