package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.lines.ConfigLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.group.Configurations;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a service's configuration in an environment. */
@Command(
        name = "list",
        header = "Show a service's configuration in an environment; of secrets only the names.",
        exitCodeList = {"0:it is shown", "1:no answer, or no such service", "2:usage error"})
public final class ConfigListVerb implements Callable<Integer> {
    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Option(names = "--version", paramLabel = "N", description = "an earlier version (the one that is in force)")
    @Nullable
    Integer version;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final LedgerOptions ledgerOptions;

    ConfigListVerb(CliContext cli) {
        this.in = new EnvironmentOption(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        if (version != null) {
            version("--version", version);
        }
        String where = in.name();
        Output output = ledgerOptions.output();
        Json configuration = new Configurations(ledgerOptions.ledger(), service, where).show(version);
        output.say(service + " in " + where + ", version "
                + configuration.find("version").orElse("?")
                + (configuration.items("entries").isEmpty() ? ": nothing is set" : ""));
        configuration.items("entries").forEach(entry -> output.say(ConfigLines.entry(entry)));
        Json pending = configuration.object("pending");
        if (version == null && pending.has("version")) {
            output.say("  … Version " + pending.text("version") + " is requested:");
            pending.texts("changes").forEach(change -> output.say("    " + ConfigLines.line(change)));
        }
        output.json(configuration);
        return ExitCode.OK;
    }

    static void version(String field, int version) {
        if (version < 0) {
            throw new UsageException(field + " '" + version + "' is not the number of a version");
        }
    }
}
