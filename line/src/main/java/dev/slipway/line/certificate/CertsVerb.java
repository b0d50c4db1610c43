package dev.slipway.line.certificate;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.http.Json;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    @Mixin
    final Help help = new Help();

    @Option(names = "--json", description = "what the watcher wrote down last, as it is")
    boolean isJson;

    /** Made by picocli. */
    public CertsVerb() {}

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        byte[] written = Inspection.written(settings);
        WatcherReport seen = WatcherReport.of(Json.read(written));
        Instant now = Instant.now();
        if (isJson) {
            PrintWriter out = help.line().getOut();
            out.println(new String(written, StandardCharsets.UTF_8).stripTrailing());
            return seen.isOld(now) || seen.names().stream().anyMatch(CertificateStatus::isBad) ? 1 : 0;
        }
        Inspection inspection = Inspection.of(seen, settings);
        show(inspection, now);
        return inspection.isWell(now) ? 0 : 1;
    }

    private void show(Inspection inspection, Instant now) {
        PrintWriter out = help.line().getOut();
        out.println(CertificateRow.HEAD);
        inspection.names().forEach(name -> name.lines().forEach(out::println));
        WatcherReport seen = inspection.seen();
        for (String name : seen.nameless()) {
            out.println(mark("@|yellow   ! |@") + "The pair in certificates/" + name
                    + " is not taken: the line has no host of this name.");
        }
        if (seen.isOld(now)) {
            out.println(mark("@|red   ✗ |@") + "The watcher has not looked for "
                    + seen.age(now).toMinutes() + " minutes: ./slipway logs watcher");
        }
    }

    private String mark(String mark) {
        return help.line().getColorScheme().ansi().string(mark);
    }
}
