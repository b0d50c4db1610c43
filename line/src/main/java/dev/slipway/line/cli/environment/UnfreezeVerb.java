package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.environment.Freezes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a freeze. */
@Command(
        name = "unfreeze",
        header = "Remove a freeze from an environment.",
        description = {
            "",
            "Removes the freeze of this name from the environment's policy, recorded as a new version of it. Requests"
                    + " that waited only for its end continue within seconds. Requires the role admin.",
            ""
        },
        exitCodeList = {
            "0:it is no longer in the policy",
            "1:there is none of this name, it is refused, or no answer",
            "2:usage error"
        })
public final class UnfreezeVerb implements Callable<Integer> {

    @Parameters(index = "0", arity = "1", paramLabel = "ENVIRONMENT", description = "the environment")
    String environment = "";

    @Parameters(index = "1", arity = "1", paramLabel = "NAME", description = "the freeze's name")
    String name = "";

    @Mixin
    final LedgerOptions ledgerOptions;

    public UnfreezeVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("ENVIRONMENT", environment);
        Arguments.line("NAME", name);
        Output output = ledgerOptions.output();
        Json policy = new Freezes(ledgerOptions.ledger(), environment).remove(name);
        output.good("The freeze " + name + " of " + environment + " is removed (policy version "
                + policy.number("version", 0) + ")");
        output.json(policy);
        return ExitCode.OK;
    }
}
