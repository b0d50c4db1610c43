package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.lines.GroupLines;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.cli.lines.StatusLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.group.ServerGroups;
import dev.slipway.line.ledger.group.UnhealthyWorker;
import dev.slipway.line.ledger.group.Workers;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.RequestSteps;
import dev.slipway.line.ledger.request.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a service's live releases, requests and drift. */
@Command(
        name = "status",
        header = "Show what is live of a service, what is under way, and what is wrong with it.",
        description = "",
        exitCodeList = {"0:it is shown", "1:no answer, or no such service", "2:usage error"})
public final class StatusVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Option(names = "--environment", paramLabel = "NAME", description = "only there (everywhere)")
    @Nullable
    String environment;

    public StatusVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        Optional<String> where = Optional.ofNullable(environment).map(name -> Arguments.name("--environment", name));
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Requests requests = new Requests(ledger);
        List<Deployment> live = new Deployments(ledger).live(service, where);
        if (live.isEmpty() && !new Services(ledger).has(service)) {
            throw new Failure(
                    "The ledger knows no service " + service + ".", "Which services there are: slipway services");
        }
        List<DeploymentRequest> open = requests.open(service, where);
        List<Json> drifts = new Workers(ledger).drifts(service, where);
        Instant now = cli.clock().instant();
        List<UnhealthyWorker> unhealthy = new ServerGroups(ledger).unhealthy(service, where, now);

        StatusLines.live(service, live, now).forEach(output::say);
        unhealthy.forEach(one -> output.warn(
                GroupLines.unhealthy(one, service, EnvironmentOption.argument(cli, one.environment()), now)));
        for (DeploymentRequest request : open) {
            StatusLines.request(request).forEach(output::say);
            if (request.isForAgent()) {
                RequestSteps steps = requests.await(request.id(), 0, request.state(), 0);
                steps.items().forEach(step -> output.say("    " + RequestLines.step(step)));
            }
        }
        if (open.stream().anyMatch(request -> request.isForAgent() && request.isAllowed())
                && !new Workers(ledger).isAgentPresent().orElse(true)) {
            output.warn("The agent is not running; on the line's machine: ./slipway status");
        }
        drifts.forEach(drift -> output.bad(StatusLines.drift(drift)));
        output.json(Json.object()
                .with("service", service)
                .withAll("live", live.stream().map(Deployment::json).toList())
                .with("silentWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.SILENT))
                .with("unwellWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.UNSERVED))
                .with("unseenWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.UNSEEN))
                .with("restartingWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.RESTARTING))
                .withAll("requests", open.stream().map(DeploymentRequest::json).toList())
                .withAll("drifts", drifts));
        return ExitCode.OK;
    }
}
