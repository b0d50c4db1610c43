package dev.slipway.line.cli.check;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.NotSignedInException;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.group.Definitions;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a service as its users reach it. */
@Command(
        name = "probe",
        header = "Check a service through httpd, and which release the ledger says is live.",
        description = {
            "",
            "Polls the service through httpd until it succeeds five times in a row, so that each worker is reached:"
                    + " with --path, it must answer 200 there. Otherwise the probe of its definition must answer"
                    + " anything but 404 and 5xx, as for the line's agent; the context root, used if there is no other"
                    + " probe or nobody is signed in, may answer 404, too. With an archive or a digest, the ledger"
                    + " must say that exactly this archive is live.",
            ""
        },
        exitCodeOnExecutionException = ExitCode.UNKNOWN,
        exitCodeList = {
            "0:it is healthy",
            "1:it is not",
            "2:usage error",
            "5:it could not be checked, for instance because its host was unreachable or the ledger did not answer"
        })
public final class ProbeVerb implements Callable<Integer> {
    /**
     * The page to request.
     *
     * @param page the address for users
     */
    record Target(URI page, URI address, HealthCheck.Good good) {}

    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final ExpectedArchive archive;

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "the service")
    String service = "";

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "the name in front of the domain (the service's; NAME-ENVIRONMENT but in production)")
    @Nullable
    String host;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "what must answer 200 (the probe of its definition, or the context root, by other rules)")
    @Nullable
    String path;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "how long it may take: 20s, 2m (60s)")
    String within = "60s";

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "write SLIPWAY_SERVICE_URL=… to this file, for GitLab to link to")
    @Nullable
    String save;

    public ProbeVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
        this.archive = new ExpectedArchive(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("--service", service);
        String where = in.name();
        String front = host == null ? new DeploymentTarget(service, where).host() : Arguments.name("--host", host);
        if (path != null) {
            Arguments.pathWithQuery("--path", path);
        }
        Duration patience = Arguments.time("--within", within);
        Optional<String> expected = archive.digest("probe");

        Output output = ledgerOptions.output();
        URI server = ledgerOptions.server();
        HealthCheck check = new HealthCheck(cli, ledgerOptions.caller(server));
        Target target = target(check, ServerAddress.sibling(server, front), patience);
        Json result = Json.object().with("url", target.page());
        int status = check.await(
                target.address(),
                target.good(),
                patience,
                "Is that the application's path? slipway services show " + service + ", slipway logs " + service
                        + in.argument());
        output.good(target.address() + " answers " + status);
        if (save != null) {
            write(save, "SLIPWAY_SERVICE_URL=" + target.page() + "\n");
        }
        if (expected.isPresent()) {
            Deployment live = expectLive(ledgerOptions.ledger().patient(patience), where, expected.get());
            output.good(service + " " + live.version().orElse("(no release)") + " is live in " + where + " since "
                    + live.finishedAt() + ", deployed by " + live.who());
            result.with("live", live.json());
        }
        output.json(result);
        return ExitCode.OK;
    }

    /** The page to request on the service's host. */
    Target target(HealthCheck check, URI site, Duration patience) {
        String relative = path;
        if (relative != null) {
            URI address = site.resolve(relative);
            return new Target(address, address, HealthCheck.Good.OK);
        }
        return definition(patience)
                .map(definition -> {
                    String root = definition.text("contextRoot");
                    String probe = definition.text("probe");
                    URI page = site.resolve(root.endsWith("/") ? root : root + "/");
                    // Without the slash, the server itself answers, whatever the application does.
                    return probe.equals(root) || probe.equals(root + "/")
                            ? new Target(page, page, HealthCheck.Good.ANY)
                            : new Target(page, site.resolve(probe), HealthCheck.Good.THERE);
                })
                .orElseGet(() -> {
                    URI url = check.application(site.resolve("/"));
                    return new Target(url, url, HealthCheck.Good.ANY);
                });
    }

    /** The service's definition; empty if there is none, or nobody is signed in to read it. */
    private Optional<Json> definition(Duration patience) {
        try {
            return new Definitions(ledgerOptions.ledger().patient(patience))
                    .find(service)
                    .map(definition -> definition.json().object("definition"))
                    .filter(definition -> definition.find("contextRoot").isPresent()
                            && definition.find("probe").isPresent());
        } catch (NotSignedInException e) {
            return Optional.empty();
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(cli.file(name), text);
        } catch (IOException e) {
            throw new Problem("--save " + name + " cannot be written: " + e.getMessage() + ".", "");
        }
    }

    Deployment expectLive(Ledger ledger, String where, String digest) {
        Optional<Deployment> live = new Deployments(ledger)
                .live(service, Optional.of(where)).stream().findFirst();
        return live.filter(deployment -> deployment.artifactDigest().equals(Optional.of(digest)))
                .orElseThrow(() -> new Failure(
                        "According to the ledger, "
                                + live.flatMap(Deployment::artifactDigest).orElse("nothing") + " is live as " + service
                                + " in " + where + ", not " + digest + ".",
                        "See " + ledger.page("/deployments/?service=" + service)));
    }
}
