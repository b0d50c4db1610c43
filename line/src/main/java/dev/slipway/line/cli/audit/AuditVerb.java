package dev.slipway.line.cli.audit;

import dev.slipway.line.audit.Report;
import dev.slipway.line.audit.Verifier;
import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Audit;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports a period for an auditor. */
@Command(
        name = "audit",
        header = "Export a period for an auditor, as one zip that anybody can check.",
        description = {
            "",
            "Writes the period's deployments with evidence, approvals, policies, configuration changes and people's"
                    + " roles, each event with its link in the ledger's hash chain, signed; and checks it. Its"
                    + " README.txt says what is in it, and slipway verify checks it anywhere. Requires the role admin.",
            ""
        },
        exitCodeList = {"0:it is written and intact", "1:it is refused, or something is wrong", "2:usage error"})
public final class AuditVerb implements Callable<Integer> {
    private final CliContext cli;

    @Option(names = "--from", paramLabel = "DATE", description = "the first day, in UTC: 2026-10-01")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DATE", description = "the last day (today)")
    @Nullable
    String to;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "where to (slipway-audit-FROM-TO.zip); an existing file is replaced")
    @Nullable
    String output;

    @Option(names = "--keys", description = "export nothing, and show the public keys with which the line signs")
    boolean isKeys;

    @Mixin
    final LedgerOptions ledgerOptions;

    public AuditVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        if (isKeys) {
            if (from != null || to != null || output != null) {
                throw new UsageException("--keys cannot be combined with --from, --to or --output");
            }
            return keys();
        }
        if (from == null) {
            throw new UsageException("audit needs --from DATE");
        }
        LocalDate first = day("--from", from);
        LocalDate last = to == null ? LocalDate.now(cli.clock()) : day("--to", to);
        if (last.isBefore(first)) {
            throw new UsageException("--to '" + last + "' is before --from '" + first + "'");
        }
        String name = output == null ? "slipway-audit-" + first + "-" + last + ".zip" : output;
        Path file = cli.file(name).toAbsolutePath();
        Path folder = file.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw new Problem("There is no folder " + folder + ".", "Name a file in an existing one: --output.");
        }
        Audit audit = new Audit(ledgerOptions.ledger());
        List<Json> keys = audit.keys();
        Output lines = ledgerOptions.output();
        Report report = save(audit, first, last, file, name, lines);
        Optional<String> known = keys.stream()
                .flatMap(key -> key.find("fingerprint").stream())
                .filter(report.signer()::equals)
                .findFirst();
        AuditLines.say(report, name, known.isPresent(), lines);
        if (report.isValid()) {
            lines.good("Written to " + name);
        }
        lines.json(AuditLines.json(report, known.isPresent()).with("file", name));
        return report.isValid() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Saves even an invalid extract, as it shows what was changed. */
    private static Report save(Audit audit, LocalDate first, LocalDate last, Path file, String name, Output lines) {
        try (Download download = Download.in(file.resolveSibling(""), lines)) {
            audit.save(first, last, download.file());
            Report report = Verifier.verify(download.file(), List.of(), Optional.empty());
            AtomicFile.replace(file, download.file());
            return report;
        } catch (IOException e) {
            throw new Problem(name + " cannot be written, or not read again: " + e.getMessage() + ".", "");
        }
    }

    private int keys() {
        List<Json> keys = new Audit(ledgerOptions.ledger()).keys();
        Output lines = ledgerOptions.output();
        if (keys.isEmpty()) {
            lines.say("The line has not signed anything yet: it does so within a minute of its first start.");
        }
        keys.forEach(key -> {
            lines.good(key.find("fingerprint").orElse("") + "  since "
                    + key.find("introducedAt").orElse(""));
            lines.say("    " + key.find("publicKey").orElse(""));
        });
        lines.json(Json.object().withAll("items", keys));
        return ExitCode.OK;
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(field + " '" + text + "' is not a day such as 2026-10-01");
        }
    }
}
