package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.follow.FollowOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.lines.PreviewLines;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.Promotions;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Promotes a release from one environment to the next. */
@Command(
        name = "promote",
        header = "Promote a release to the next environment: the same archive, not a rebuild.",
        description = {
            "",
            "Without --to, it promotes from the lowest environment that runs a release which the next one does not."
                    + " The line's agent deploys it as soon as the gate of the target environment allows it; each step"
                    + " is shown. Ctrl-C stops watching, not the promotion.",
            "",
            "With --to and --version, it also succeeds if that release is live already.",
            ""
        })
public final class PromoteVerb implements Callable<Integer> {
    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Option(names = "--to", paramLabel = "ENVIRONMENT", description = "where to")
    @Nullable
    String to;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "which release (the one that is live in the previous environment)")
    @Nullable
    String version;

    @Mixin
    final CommentOption commentOption = new CommentOption();

    @Option(names = "--dry-run", description = "show what would change and what the gate says, and change nothing")
    boolean isDry;

    @Option(names = "--no-wait", description = "create the request and return immediately")
    boolean isUnfollowed;

    @Mixin
    final FollowOptions followOptions;

    @Mixin
    final LedgerOptions ledgerOptions;

    public PromoteVerb(CliContext cli) {
        this.followOptions = new FollowOptions(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        if (to != null) {
            Arguments.name("--to", to);
        }
        if (version != null) {
            Arguments.version("--version", version);
        }
        followOptions.check();
        String comment = commentOption.text();
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Promotions promotions = new Promotions(ledger, service);
        if (isDry) {
            var preview = promotions.preview(to, version);
            PreviewLines.of(preview).forEach(output::say);
            output.json(preview);
            return ExitCode.OK;
        }
        DeploymentRequest request;
        try {
            request = promotions
                    .create(to, version, comment)
                    .orElseThrow(() -> new Failure(
                            "Another request for that release of " + service + " is open already.",
                            "See which: slipway status " + service));
        } catch (LedgerRefusedException e) {
            if (!e.is("nothing-to-promote")) {
                throw e;
            }
            Deployment live = live(ledger, service).orElseThrow(() -> e);
            output.say(service + " " + version + " is live in " + to + " already"
                    + live.version()
                            .filter(known -> !known.equals(version))
                            .map(known -> ", as " + known)
                            .orElse("") + ".");
            output.json(Json.object().with("service", service).with("isChanged", false));
            return ExitCode.OK;
        }
        output.say("Promotes " + RequestLines.subject(request)
                + request.json()
                        .find("promotedFrom")
                        .map(from -> " from " + from)
                        .orElse("") + " to "
                + request.environment());
        return isUnfollowed
                ? followOptions.report(ledger, output, request)
                : followOptions.follow(ledger, output, "The promotion", service, () -> request);
    }

    /** The live deployment in the target environment, if it has the requested archive, under any version. */
    private Optional<Deployment> live(Ledger ledger, String service) {
        if (to == null || version == null) {
            return Optional.empty();
        }
        Optional<String> digest = new Releases(ledger).find(service, version).map(Release::artifactDigest);
        return new Deployments(ledger)
                .live(service, Optional.of(to)).stream()
                        .filter(live ->
                                digest.isPresent() && live.artifactDigest().equals(digest))
                        .findFirst();
    }
}
