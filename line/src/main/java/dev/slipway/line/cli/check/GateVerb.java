package dev.slipway.line.cli.check;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.GateProgress;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.release.Release;
import dev.slipway.line.ledger.release.Releases;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.Requests;
import dev.slipway.line.pace.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the gate, and waits for approvals. */
@Command(
        name = "gate",
        header = "Check whether a release may enter an environment, and wait for approvals.",
        description = {
            "",
            "Creates a deployment request, or resumes the one that is open for this release and environment, and waits"
                    + " as long as only approvals, time (a freeze, a window, the soak time) or a run in the previous"
                    + " environment are missing. Every reason that blocks it is printed.",
            ""
        },
        exitCodeList = {
            "0:it may enter",
            "1:no answer",
            "2:usage error",
            "3:it may not enter",
            "4:timed out; the request stays open"
        })
public final class GateVerb implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final ExpectedArchive archive;

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "the service")
    String service = "";

    @Option(names = "--version", required = true, paramLabel = "VERSION", description = "which of its releases")
    String version = "";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "how long to wait: 90s, 30m, 2h; 0 checks once (30m)")
    String wait = "30m";

    @Option(names = "--rollback", description = "it is a rollback to an earlier release")
    boolean isRollback;

    public GateVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
        this.archive = new ExpectedArchive(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("--service", service);
        Arguments.version("--version", version);
        String where = in.name();
        Duration patience = Arguments.time("--wait", wait);
        Optional<String> expected = archive.digest("gate");

        Ledger ledger = ledgerOptions.ledger();
        Release release = new Releases(ledger)
                .find(service, version)
                .orElseThrow(() -> new Failure(
                        "The ledger has no release " + version + " of " + service + ".",
                        "Record it first: slipway release FILE --service " + service + " --version " + version));
        if (expected.isPresent() && !expected.get().equals(release.artifactDigest())) {
            return refuseArchive(release, expected.get(), where);
        }
        return await(ledger, request(ledger, release, where), patience);
    }

    /** Rejects an archive that is not the release's, without asking the gate. */
    private int refuseArchive(Release release, String expected, String where) {
        Output output = ledgerOptions.output();
        output.bad(service + " " + version + " may not enter " + where + ":");
        output.say("    The archive is " + expected + ", and that of the release is " + release.artifactDigest()
                + ". Deploy that one.");
        output.json(Json.object()
                .with("service", service)
                .with("version", version)
                .with("environment", where)
                .with("state", "refused")
                .with("artifactDigest", release.artifactDigest())
                .with("expectedDigest", expected));
        return ExitCode.REFUSED;
    }

    private DeploymentRequest request(Ledger ledger, Release release, String where) {
        Requests requests = new Requests(ledger);
        return open(requests, where)
                .or(() -> requests.create(Json.object()
                        .with("service", service)
                        .with("version", version)
                        .with("environment", where)
                        .with("channel", "pipeline")
                        .with("artifactDigest", release.artifactDigest())
                        .with("isRollback", isRollback)))
                .or(() -> open(requests, where))
                .orElseThrow(() -> inTheWay(ledger, where));
    }

    /** The open request for the same, to go on with. */
    private Optional<DeploymentRequest> open(Requests requests, String where) {
        return deployments(requests, where)
                .filter(request -> request.isRollback() == isRollback)
                .findFirst();
    }

    /** The open requests to deploy the release, as a rollback or not: of a configuration, it has others beside them. */
    private Stream<DeploymentRequest> deployments(Requests requests, String where) {
        return requests.open(service, Optional.of(where)).stream()
                .filter(request -> request.version().equals(version) && !request.isConfigure());
    }

    /** Why the ledger does not create the request. */
    private Failure inTheWay(Ledger ledger, String where) {
        String another = "Another request for " + service + " " + version + " in " + where;
        return deployments(new Requests(ledger), where)
                .findFirst()
                .map(open -> new Failure(
                        another + " is " + open.state() + (isRollback ? ", not as a rollback" : ", as a rollback")
                                + ", made by " + open.actor() + ".",
                        "Wait until it is done, or withdraw it at " + ledger.page("/releases/?id=" + open.releaseId())))
                .orElseGet(() -> new Failure(another + " has just finished.", "Try again."));
    }

    private int await(Ledger ledger, DeploymentRequest created, Duration patience) {
        Output output = ledgerOptions.output();
        GateProgress gateProgress = new GateProgress(ledger, output, cli.clock());
        Requests requests = new Requests(ledger.patient(patience));
        Deadline deadline = cli.pace().deadline(patience);
        DeploymentRequest request = created;
        while (request.isWaiting()) {
            gateProgress.show(request);
            Duration left = deadline.left();
            if (left.isNegative() || left.isZero()) {
                output.warn(service + " " + version + " is still waiting to enter " + request.environment() + " after "
                        + Durations.text(patience) + ".");
                output.say("    The request stays open: run the command again to resume.");
                output.json(request.json());
                return ExitCode.WAITING;
            }
            Duration wait = left.compareTo(LONGEST) < 0 ? left : LONGEST;
            requests.await(request.id(), 0, request.state(), Math.max(1, wait.toSeconds()));
            request = requests.show(request.id());
        }
        output.json(request.json());
        if (request.isOver()) {
            gateProgress.showRefused(request);
            return ExitCode.REFUSED;
        }
        gateProgress.showAllowed(request);
        return ExitCode.OK;
    }
}
