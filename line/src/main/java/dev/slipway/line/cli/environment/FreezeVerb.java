package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.Moment;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.environment.Freezes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets nothing into an environment for some time. */
@Command(
        name = "freeze",
        header = "Block deployments into an environment for some time.",
        description = {
            "",
            "Adds a freeze to the environment's policy, recorded as a new version of it; a freeze of the same name is"
                    + " replaced. Requests wait until it is over. Requires the role admin. Weekly freezes are created"
                    + " on the page Environments.",
            ""
        },
        exitCodeList = {"0:it is in the policy", "1:it is refused, or no answer", "2:usage error"})
public final class FreezeVerb implements Callable<Integer> {
    private final CliContext cli;

    @Parameters(index = "0", arity = "1", paramLabel = "ENVIRONMENT", description = "the environment")
    String environment = "";

    @Parameters(index = "1", arity = "1", paramLabel = "NAME", description = "its name, such as \"Black Friday\"")
    String name = "";

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "when it ends: 2026-11-28T06:00, 2026-11-28T05:00Z, or 2h from now")
    String until = "";

    @Option(names = "--from", paramLabel = "TIME", description = "when it begins, in the same form (now)")
    @Nullable
    String from;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "the time zone, such as Europe/Berlin (this machine's)")
    @Nullable
    String zone;

    @Mixin
    final LedgerOptions ledgerOptions;

    public FreezeVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("ENVIRONMENT", environment);
        Arguments.line("NAME", name);
        Instant now = cli.clock().instant();
        ZoneId clocks = zone == null ? Moment.machineZone() : Moment.zone("--zone", zone);
        FreezeSpan span = FreezeSpan.of(from, until, clocks, now, now);
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        if (from == null) {
            span = FreezeSpan.of(null, until, clocks, now, start(now, ledger.time()));
        }
        Json policy = new Freezes(ledger, environment)
                .add(
                        name,
                        span.zone().getId(),
                        span.begin().toString(),
                        span.end().toString());
        output.good(environment + " is frozen from " + text(span.begin()) + " until " + text(span.end()) + " "
                + span.zone() + ": " + name + " (policy version " + policy.number("version", 0) + ")");
        output.json(policy);
        return ExitCode.OK;
    }

    /** The ledger's time if this machine's is ahead of it: by the ledger's, the freeze would begin late. */
    private static Instant start(Instant now, Optional<Instant> ledgersTime) {
        return ledgersTime.filter(time -> time.isBefore(now)).orElse(now);
    }

    private static String text(LocalDateTime time) {
        return time.toString().replace('T', ' ');
    }
}
