package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.FollowOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rolls back to an earlier release, from its stored archive. */
@Command(
        name = "rollback",
        header = "Roll back to an earlier release, within seconds and without a build.",
        description = {
            "",
            "Redeploys the previous release, or VERSION, to every worker: the stored archive, by its digest, one"
                    + " worker after the other and without downtime. Without VERSION, it skips releases that were"
                    + " rolled back: run again, it goes further back. If what was deployed last is of no known release,"
                    + " it redeploys the newest known one. The ledger records it as a rollback. It does not touch the"
                    + " schema of the service's database: that release must run with it. Slipway itself cannot be"
                    + " rolled back across a contracting migration.",
            "",
            "The configuration that it last ran with there is restored with it, as a new version: slipway config"
                    + " history shows what was set since then.",
            "",
            "If the ledger itself does not answer, the line's owner rolls it back on the line's machine: ./slipway"
                    + " rollback --offline",
            ""
        })
public final class RollbackVerb implements Callable<Integer> {
    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final FollowOptions followOptions;

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "which release (the previous one)")
    @Nullable
    String version;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = Services.LEDGER,
            description = "which service (" + Services.LEDGER + ")")
    String service = Services.LEDGER;

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "only if this release is live; otherwise nothing is changed")
    @Nullable
    String from;

    @Option(
            names = "--keep-configuration",
            description = "restore the archive alone, without the configuration that it last ran with")
    boolean isConfigurationKept;

    @Mixin
    final CommentOption commentOption = new CommentOption();

    @Option(names = "--list", description = "list the releases that it can roll back to")
    boolean isList;

    public RollbackVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
        this.followOptions = new FollowOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("--service", service);
        if (version != null) {
            Arguments.version("VERSION", version);
        }
        if (from != null) {
            Arguments.version("--from", from);
        }
        followOptions.check();
        String comment = commentOption.text();
        String where = in.name();

        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        List<Deployment> last = new Deployments(ledger).history(service, where, this::hasTarget);
        List<RollbackTarget> ran = RollbackTarget.ran(last);
        RollbackTarget newest = ran.stream()
                .filter(RollbackTarget::isKnown)
                .findFirst()
                .orElseThrow(() -> new Failure(
                        "No release of " + service + " ever ran in " + where + ".",
                        "Which services there are: slipway services"));
        RollbackTarget live = ran.get(0);
        if (isList) {
            list(ran, output);
            return ExitCode.OK;
        }
        if (from != null && !from.equals(live.version())) {
            throw new Failure(
                    service + " " + from + " is not live in " + where + ": " + live.name()
                            + " is. Nothing was changed.",
                    "To roll that back: slipway rollback --service " + service + in.argument());
        }
        RollbackTarget target = RollbackTarget.choose(ran, version).orElseThrow(() -> noTarget(where, live));
        output.say(
                live.isKnown()
                        ? "Rolling back from " + service + " " + live.version() + " to " + target.version()
                        : "What was deployed last is of no known release. Rolling back to " + service + " "
                                + target.version());
        // The ledger withdraws the request if another known release than this one is live by then.
        DeploymentOrder delivery =
                DeploymentOrder.back(service, target, where, isConfigurationKept, newest.version(), comment);
        return followOptions.follow(ledger, output, "The rollback", service, () -> request(ledger, delivery, target));
    }

    private boolean hasTarget(List<Deployment> last) {
        return RollbackTarget.choose(RollbackTarget.ran(last), version).isPresent();
    }

    /** Requests it; the ledger looks for the archive itself. */
    private DeploymentRequest request(Ledger ledger, DeploymentOrder delivery, RollbackTarget target) {
        try {
            return delivery.request(ledger);
        } catch (LedgerRefusedException e) {
            if (e.is("archive-missing")) {
                throw new Failure(
                        "The ledger does not have the archive of " + service + " " + target.version() + " ("
                                + target.digest() + ").",
                        "Rebuild it from its commit, then: slipway deploy FILE --service " + service + " --version "
                                + target.version() + in.argument() + " --rollback");
            }
            throw e;
        }
    }

    private Failure noTarget(String where, RollbackTarget live) {
        return version == null
                ? new Failure(
                        "Nothing ran in " + where + " before " + service + " " + live.version() + ".",
                        "There is nothing to roll back to.")
                : new Failure(
                        service + " " + version + " never ran in " + where + ".",
                        "Releases that it can roll back to: slipway rollback --service " + service + in.argument()
                                + " --list");
    }

    private static void list(List<RollbackTarget> ran, Output output) {
        RollbackTarget live = ran.get(0);
        List<RollbackTarget> earlier = RollbackTarget.earlier(ran);
        List<RollbackTarget> below = RollbackTarget.below(ran);
        output.say("Live: " + live.name());
        earlier.forEach(target -> output.say(target.line(!below.contains(target))));
        output.json(Json.object()
                .with("live", live.isKnown() ? live.version() : null)
                .withAll(
                        "items",
                        earlier.stream()
                                .map(target -> Json.object()
                                        .with("version", target.version())
                                        .with("artifactDigest", target.digest())
                                        .with("startedAt", target.startedAt())
                                        .with("isRolledBack", !below.contains(target)))
                                .toList()));
    }
}
