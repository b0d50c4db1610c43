package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.SecretInput;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.configuration.Rules;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.configuration.SealingKey;
import dev.slipway.line.configuration.SecretName;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Configurations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets variables and secrets of a service. */
@Command(
        name = "set",
        header = "Set variables and secrets of a service in an environment.",
        description = {
            "",
            "What is not named stays. If the service runs there, its workers are restarted with the change, one after"
                    + " the other and without downtime, once the gate allows it; if one does not start, the previous"
                    + " configuration is restored.",
            "",
            "A secret is prompted for at the terminal, or read from standard input: all of it for one secret, one line"
                    + " each for several; never from the command line, which others on the machine can see. It is"
                    + " sealed here, for the line alone: the ledger cannot open it, and nobody can read it back.",
            ""
        })
public final class ConfigSetVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME=VALUE", description = "variables")
    List<String> assignments = new ArrayList<>();

    @Option(names = "--secret", paramLabel = "NAME", description = "a secret; may be repeated")
    List<String> secrets = new ArrayList<>();

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final ConfigChangeOptions changeOptions;

    @Mixin
    final LedgerOptions ledgerOptions;

    ConfigSetVerb(CliContext cli) {
        this.cli = cli;
        this.in = new EnvironmentOption(cli);
        this.changeOptions = new ConfigChangeOptions(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        String where = in.name();
        changeOptions.check();
        Map<String, String> plain = plain();
        for (String name : secrets) {
            checkName("--secret", name);
            if (plain.containsKey(name) || secrets.indexOf(name) != secrets.lastIndexOf(name)) {
                throw new UsageException(name + " is given twice");
            }
        }
        if (plain.isEmpty() && secrets.isEmpty()) {
            throw new UsageException("config set needs NAME=VALUE or --secret NAME");
        }
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Json change = Json.object();
        if (!plain.isEmpty()) {
            change.with("set", object(plain));
        }
        if (!secrets.isEmpty()) {
            // Check that there is a key before prompting for secrets.
            SealingKey key = key(ledger);
            change.with("seal", object(seal(key, where, new SecretInput(cli).read(secrets))));
        }
        return changeOptions.change(ledger, output, service, where, change);
    }

    private Map<String, String> plain() {
        Map<String, String> plain = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int end = assignment.indexOf('=');
            if (end < 0) {
                throw new UsageException("'" + assignment + "' is not NAME=VALUE");
            }
            String name = assignment.substring(0, end);
            String value = assignment.substring(end + 1);
            checkName("NAME", name);
            Rules.wrongValue(value).ifPresent(why -> {
                throw new UsageException("the value of " + name + " " + why);
            });
            if (plain.put(name, value) != null) {
                throw new UsageException(name + " is given twice");
            }
        }
        return plain;
    }

    static void checkName(String field, String name) {
        Rules.wrongName(name).ifPresent(why -> {
            throw new UsageException(field + " '" + name + "' " + why);
        });
    }

    private static SealingKey key(Ledger ledger) {
        try {
            return SealingKey.of(Configurations.key(ledger).toString());
        } catch (SealException e) {
            throw new Failure(
                    "The ledger's key cannot be used to seal secrets: " + e.getMessage() + ".",
                    "Is this program of another version than the line? See: slipway --version");
        }
    }

    private Map<String, String> seal(SealingKey key, String environment, Map<String, String> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Rules.wrongValue(value).ifPresent(why -> {
                throw new UsageException("the secret " + name + " " + why);
            });
            try {
                texts.put(name, key.seal(new SecretName(serviceArgument.name(), environment, name), value));
            } catch (SealException e) {
                throw new Failure("The secret " + name + " cannot be sealed: " + e.getMessage() + ".", "");
            }
        });
        return texts;
    }

    private static Json object(Map<String, String> members) {
        Json object = Json.object();
        members.forEach(object::with);
        return object;
    }
}
