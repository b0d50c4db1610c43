package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Freezes;
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
            "Takes the freeze of this name out of the environment's policy, on record as a new version of it. What waited"
                    + " for its end alone goes on within seconds. It takes the role admin.",
            ""
        },
        exitCodeList = {
            "0:it is not in the policy any more",
            "1:there is none of this name, it is refused, or no answer",
            "2:usage error"
        })
public final class UnfreezeVerb implements Callable<Integer> {

    @Parameters(index = "0", arity = "1", paramLabel = "ENVIRONMENT", description = "the environment")
    String environment = "";

    @Parameters(index = "1", arity = "1", paramLabel = "NAME", description = "what people call it")
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
