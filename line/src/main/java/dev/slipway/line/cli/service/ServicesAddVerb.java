package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.DefinitionEdit;
import dev.slipway.line.cli.input.NewDefinition;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.group.Definition;
import dev.slipway.line.ledger.group.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a service's first definition, and applies it. */
@Command(
        name = "add",
        header = "Give a service its own workers, and what else it needs.",
        description = {
            "",
            "Writes its definition from these options, and applies it, as services apply does with a file. An existing"
                    + " definition gets the environments that it does not name yet, and what --database, --login,"
                    + " --mail, --messaging, --queue, --topic, --context and --probe request; all else, such as the"
                    + " number of workers in an environment, is changed in the file: slipway services show NAME --yaml"
                    + " prints it.",
            ""
        })
public final class ServicesAddVerb implements Callable<Integer> {
    private static final int ATTEMPTS = 5;

    private final CliContext cli;

    @Parameters(arity = "1", paramLabel = "NAME", description = "the service; the first label of its host names, too")
    String name = "";

    @Option(names = "--title", paramLabel = "TITLE", description = "its title")
    @Nullable
    String title;

    @Option(
            names = "--environment",
            paramLabel = "NAME[=WORKERS]",
            description = "an environment that it runs in, and how many workers there (production=2; others 1); may be"
                    + " repeated")
    List<String> environments = new ArrayList<>();

    @Option(names = "--memory", paramLabel = "SIZE", description = "the heap of each worker, such as 384m")
    @Nullable
    String memory;

    @Option(
            names = "--database",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "JNDI,…",
            description =
                    "a PostgreSQL database in each environment, which it finds as java:comp/DefaultDataSource, and"
                            + " under the names that are given: --database=java:jboss/datasources/ShopDS")
    @Nullable
    String database;

    @Option(
            names = "--login",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "ROLE,…",
            description = "its users sign in by Keycloak, with these roles: --login=customer,clerk")
    @Nullable
    String login;

    @Option(
            names = "--mail",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FROM,JNDI,…",
            description =
                    "it sends mail, from this address unless it says another, and finds the session by these names: --mail=shop@example.org")
    @Nullable
    String mail;

    @Option(names = "--messaging", description = "a JMS broker, also if the application creates all queues itself")
    boolean isMessaging;

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            description =
                    "a JMS queue, found as java:/jms/queue/NAME, or as the name in JNDI that is given; may be repeated")
    List<String> queues = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "NAME", description = "a JMS topic, likewise")
    List<String> topics = new ArrayList<>();

    @Option(names = "--context", paramLabel = "PATH", description = "the context root of its archive (/)")
    @Nullable
    String context;

    @Option(
            names = "--probe",
            paramLabel = "PATH",
            description = "the path of httpd's health check of a worker (the context root)")
    @Nullable
    String probe;

    @Option(names = "--show", description = "print the definition, without calling the ledger")
    boolean isShown;

    @Mixin
    final ApplyOptions applyOptions;

    @Mixin
    final LedgerOptions ledgerOptions;

    ServicesAddVerb(CliContext cli) {
        this.cli = cli;
        this.applyOptions = new ApplyOptions(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        NewDefinition desired = definition(NewDefinition.environments(environments));
        if (isShown && ledgerOptions.isJson()) {
            throw new UsageException("--show and --json cannot be combined");
        }
        if (isShown) {
            cli.out().print(desired.yaml());
            return ExitCode.OK;
        }
        Ledger ledger = ledgerOptions.ledger();
        for (int attempt = 1; ; attempt++) {
            try {
                return apply(ledger, desired);
            } catch (LedgerRefusedException e) {
                if (!e.is("precondition-failed") || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The ledger rejects it if the definition has changed since it was read. */
    private int apply(Ledger ledger, NewDefinition desired) {
        Optional<Definition> there = new Definitions(ledger).find(name);
        String yaml = there.map(known -> added(known, desired)).orElseGet(desired::yaml);
        if (applyOptions.isDry) {
            yaml.lines().forEach(ledgerOptions.output()::say);
        }
        Long base = applyOptions.isDry ? null : there.map(Definition::version).orElse(0L);
        return applyOptions.apply(ledgerOptions, ledger, name, yaml, "of " + name, base);
    }

    /** The existing definition with the additions. */
    private String added(Definition there, NewDefinition desired) {
        boolean isOfSize = title != null || memory != null && environments.isEmpty();
        return (isOfSize
                        ? Optional.<String>empty()
                        : DefinitionEdit.to(
                                there.yaml().orElse(""),
                                there.json().object("definition"),
                                environments.isEmpty() ? definition(Map.of()) : desired))
                .orElseThrow(() -> new Failure(
                        name + " has a definition already, version " + there.version() + ".",
                        "Change that one: slipway services show " + name + " --yaml > " + name
                                + ".yml, edit it, slipway services apply " + name + ".yml"));
    }

    private NewDefinition definition(Map<String, Integer> workers) {
        return new NewDefinition(
                Arguments.name("NAME", name),
                title == null ? null : Arguments.line("--title", title),
                workers,
                memory,
                database,
                login,
                mail,
                isMessaging,
                queues,
                topics,
                context == null ? null : Arguments.contextRoot("--context", context),
                probe == null ? null : Arguments.path("--probe", probe));
    }
}
