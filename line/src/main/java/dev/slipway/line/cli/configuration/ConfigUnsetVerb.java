package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.configuration.Rules;
import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes variables and secrets of a service. */
@Command(
        name = "unset",
        header = "Remove variables and secrets of a service.",
        description = {"", "If the service runs there, its workers are restarted without them, one after the other.", ""
        })
public final class ConfigUnsetVerb implements Callable<Integer> {
    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "variables and secrets")
    List<String> names = new ArrayList<>();

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final ConfigChangeOptions changeOptions;

    @Mixin
    final LedgerOptions ledgerOptions;

    ConfigUnsetVerb(CliContext cli) {
        this.in = new EnvironmentOption(cli);
        this.changeOptions = new ConfigChangeOptions(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        String where = in.name();
        changeOptions.check();
        names.forEach(name -> Rules.wrongForm(name).ifPresent(why -> {
            throw new UsageException("NAME '" + name + "' " + why);
        }));
        return changeOptions.change(
                ledgerOptions.ledger(),
                ledgerOptions.output(),
                service,
                where,
                Json.object().with("unset", names));
    }
}
