package dev.slipway.line.certificate;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the certificates: the watcher's findings, compared with what httpd serves for each name right now. */
@Command(
        name = "certs",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        customSynopsis = "./slipway certs [--json]",
        description = {
            "",
            "Shows each public name's certificate: who issued it, until when it is good, which serial is served right now and"
                    + " which is the newest there is, when it is renewed, and what went wrong last. Its state is one of",
            "",
            "  waiting   the CA has not given the first one yet; visitors see a page that says so",
            "  fine",
            "  stale     there is a newer one that is not served",
            "  ending    less than a quarter of its life is left",
            "  failed    the last renewal failed, nothing answers, or what is served is not good for this name",
            ""
        },
        footer = {
            "",
            "Exit code 1 when anything is stale, ending or failed, or nobody has looked for a quarter of an hour."
        })
public final class CertsVerb implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Mixin
    final Help help = new Help();

    @Option(names = "--json", description = "what the watcher wrote down last, as it is")
    boolean isJson;

    /** Made by picocli. */
    public CertsVerb() {}

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        byte[] written = written(settings);
        WatcherReport report = WatcherReport.of(Json.read(written));
        boolean isOld = report.isOld(Instant.now());
        if (isJson) {
            PrintWriter out = help.line().getOut();
            out.println(new String(written, StandardCharsets.UTF_8).stripTrailing());
            return isOld || report.names().stream().anyMatch(CertificateStatus::isBad) ? 1 : 0;
        }
        return show(report, new Front(settings.front())) && !isOld ? 0 : 1;
    }

    /** From httpd, which the container {@code line} can reach as well; from the file if httpd does not answer. */
    private static byte[] written(Settings settings) throws IOException {
        URI place = settings.balancer().resolve("/certificates/certificates.json");
        try {
            Answer answer = Caller.trusting(null)
                    .send(() -> HttpRequest.newBuilder(place).timeout(PATIENCE).build(), true, Duration.ZERO);
            if (answer.isSuccess()) {
                return answer.body();
            }
        } catch (CallException e) {
            // Falls back to the file.
        }
        Path file = settings.state().resolve("watch/certificates.json");
        if (!Files.isReadable(file)) {
            throw new CallException(
                    "Nobody has looked at the certificates yet.",
                    "./slipway up starts the line, and with it the watcher.");
        }
        return Files.readAllBytes(file);
    }

    /** Whether every name is served the certificate that it should be. */
    private boolean show(WatcherReport report, Front front) {
        PrintWriter out = help.line().getOut();
        out.println(CertificateRow.HEAD);
        boolean isWell = true;
        for (CertificateStatus then : report.names()) {
            Optional<Served> served = front.served(then.name());
            CertificateStatus now = then.now(served);
            isWell &= !now.isBad();
            out.println(CertificateRow.of(now, served));
            if (!now.error().isEmpty()) {
                out.println("            " + now.error());
            }
        }
        for (String name : report.nameless()) {
            out.println(mark("@|yellow   ! |@") + "The pair in certificates/" + name
                    + " is not taken: no host of the line is called so.");
        }
        Instant now = Instant.now();
        if (report.isOld(now)) {
            out.println(mark("@|red   ✗ |@") + "The watcher has not looked for "
                    + report.age(now).toMinutes() + " minutes: ./slipway logs watcher");
        }
        return isWell;
    }

    private String mark(String mark) {
        return help.line().getColorScheme().ansi().string(mark);
    }
}
