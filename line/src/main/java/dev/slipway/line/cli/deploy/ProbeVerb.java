package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.ledger.Definitions;
import dev.slipway.line.ledger.Deployment;
import dev.slipway.line.ledger.Deployments;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Place;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a service as its users reach it. */
@Command(
        name = "probe",
        header = "Look at a service through httpd, and at what the ledger says is live.",
        description = {
            "",
            "Asks the service through httpd until it answers well five times in a row, so that each worker has its turn:"
                    + " with --path, it must answer 200 there. Otherwise the probe of its definition must answer anything"
                    + " but 404 and 5xx, as the line's agent has it; the context root, where there is no other probe or"
                    + " nobody is signed in, may answer 404, too. With an archive or a digest, the ledger must say that"
                    + " this very archive is live.",
            ""
        },
        exitCodeOnExecutionException = ExitCode.UNKNOWN,
        exitCodeList = {
            "0:it is healthy",
            "1:it is not",
            "2:usage error",
            "5:it could not be checked, such as because its host was not reached, or the ledger did not answer"
        })
public final class ProbeVerb implements Callable<Integer> {
    private static final int TIMES = 5;

    /** Which statuses count as healthy: 200 alone, or as the agent has it, with a probe of its own or at the context root. */
    public enum Good {
        OK,
        THERE,
        ANY;

        private boolean is(int status) {
            return switch (this) {
                case OK -> status == 200;
                case THERE -> isByTheService(status) && status != 404;
                case ANY -> isByTheService(status);
            };
        }

        /** httpd itself answers 421 for a host that it does not have. */
        private static boolean isByTheService(int status) {
            return status >= 100 && status < 500 && status != 421;
        }
    }

    /**
     * What is asked for.
     *
     * @param page what people open
     */
    public record Target(URI page, URI asked, Good good) {}

    private final CliContext cli;

    @Mixin
    public final LedgerOptions ledgerOptions;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final ExpectedArchive archive;

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "the service")
    public String service = "";

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
        String front = host == null ? new Place(service, where).host() : Arguments.name("--host", host);
        if (path != null) {
            Arguments.pathWithQuery("--path", path);
        }
        Duration patience = Arguments.time("--within", within);
        Optional<String> expected = archive.digest("probe");

        Output output = ledgerOptions.output();
        URI server = ledgerOptions.server();
        Caller caller = ledgerOptions.caller(server);
        Target target = target(caller, ServerAddress.sibling(server, front));
        Json said = Json.object().with("url", target.page());
        int status = probe(caller, target.asked(), target.good(), patience);
        output.good(target.asked() + " answers " + status);
        if (save != null) {
            write(save, "SLIPWAY_SERVICE_URL=" + target.page() + "\n");
        }
        if (expected.isPresent()) {
            Deployment live = expectLive(ledgerOptions.ledger().patient(patience), where, expected.get());
            output.good(service + " " + live.version().orElse("(no release)") + " is live in " + where + " since "
                    + live.finishedAt() + ", put there by " + live.actor());
            said.with("live", live.json());
        }
        output.json(said);
        return ExitCode.OK;
    }

    /** What is to be asked for on the service's host. */
    public Target target(Caller caller, URI site) {
        String said = path;
        if (said != null) {
            URI asked = site.resolve(said);
            return new Target(asked, asked, Good.OK);
        }
        return definition()
                .map(definition -> {
                    String root = definition.text("contextRoot");
                    String probe = definition.text("probe");
                    URI page = site.resolve(root.endsWith("/") ? root : root + "/");
                    // Without the slash, the server itself answers, whatever the application does.
                    return probe.equals(root) || probe.equals(root + "/")
                            ? new Target(page, page, Good.ANY)
                            : new Target(page, site.resolve(probe), Good.THERE);
                })
                .orElseGet(() -> {
                    URI url = led(caller, site.resolve("/"));
                    return new Target(url, url, Good.ANY);
                });
    }

    /** What the service needs; nothing where that is on no record, or the ledger tells it to nobody who is not signed in. */
    private Optional<Json> definition() {
        try {
            return new Definitions(ledgerOptions.ledger())
                    .find(service)
                    .map(definition -> definition.json().object("definition"))
                    .filter(definition -> definition.find("contextRoot").isPresent()
                            && definition.find("probe").isPresent());
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    /** Follows httpd's redirect to the application; the same URL if there is none on that host. */
    private static URI led(Caller caller, URI url) {
        try {
            Answer answer = ask(caller, url);
            Optional<URI> there = answer.status() != 302
                    ? Optional.empty()
                    : answer.headers().firstValue("location").map(url::resolve);
            return there.filter(uri -> url.getRawAuthority().equals(uri.getRawAuthority()))
                    .orElse(url);
        } catch (CallException | IllegalArgumentException e) {
            return url;
        }
    }

    /**
     * The last answer, once there were enough good ones in a row.
     *
     * @throws Failure if the service is not healthy
     * @throws Problem if that cannot be told, for the last request did not reach its host
     */
    public int probe(Caller caller, URI url, Good good, Duration patience) {
        Instant until = cli.clock().instant().plus(patience);
        int well = 0;
        while (true) {
            int status = 0;
            String answer;
            CallException unreached = null;
            try {
                status = ask(caller, url).status();
                answer = String.valueOf(status);
            } catch (CallException e) {
                answer = "nothing (" + e.what() + ")";
                unreached = isUnreached(e) ? e : null;
            }
            if (good.is(status)) {
                well++;
                if (well == TIMES) {
                    return status;
                }
                continue;
            }
            well = 0;
            if (!cli.clock().instant().isBefore(until)) {
                if (unreached != null) {
                    throw new Problem(
                            url + " could not be reached for " + Durations.text(patience) + ": " + unreached.what(),
                            unreached.remedy(),
                            unreached);
                }
                throw new Failure(
                        url + " answers " + answer + (good == Good.OK ? " and not 200, for " : ", for ")
                                + Durations.text(patience) + " now.",
                        "Is that where the application lies? slipway services show " + service + ", slipway logs "
                                + service + in.argument());
            }
            new Pace().sleep(cli.pause().dividedBy(4));
        }
    }

    /** Whether no request got to the host. Where one did, no answer, or one that breaks off, is the service's fault. */
    private static boolean isUnreached(CallException e) {
        Throwable cause = e.getCause();
        return !(cause instanceof IOException)
                || cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLException;
    }

    private static Answer ask(Caller caller, URI url) {
        return caller.send(
                () -> HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                false,
                Duration.ZERO);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(cli.file(name), text);
        } catch (IOException e) {
            throw new Problem("--save " + name + " cannot be written: " + e.getMessage() + ".", "");
        }
    }

    public Deployment expectLive(Ledger ledger, String where, String wanted) {
        Optional<Deployment> live = new Deployments(ledger)
                .live(service, Optional.of(where)).stream().findFirst();
        return live.filter(deployment -> deployment.artifactDigest().equals(Optional.of(wanted)))
                .orElseThrow(() -> new Failure(
                        "By the ledger "
                                + live.flatMap(Deployment::artifactDigest).orElse("nothing") + " is live as " + service
                                + " in " + where + ", and not " + wanted + ".",
                        "See " + ledger.page("/deployments/?service=" + service)));
    }
}
