package dev.slipway.line.cli.audit;

import dev.slipway.line.audit.Report;
import dev.slipway.line.audit.Signer;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.Json;
import java.time.Instant;

/** Formats the result of an audit extract's verification. */
public final class AuditLines {
    /** Enough findings to see what was changed. */
    private static final int SHOWN = 50;

    private AuditLines() {}

    static void say(Report report, String file, boolean isPinned, Output output) {
        report.findings().stream().limit(SHOWN).forEach(output::bad);
        if (report.count() > SHOWN) {
            output.bad("… and " + (report.count() - SHOWN) + " more");
        }
        report.warnings().stream().limit(SHOWN).forEach(output::warn);
        if (report.late() > 0) {
            output.warn(count(report.late(), "row") + " linked over an hour late: the chain does not show when"
                    + " that happened, only that it was on record by then");
        }
        if (!report.isValid()) {
            output.say(file + " is not what the ledger wrote, or the ledger's rows were changed: "
                    + count(report.count(), "finding") + ".");
            return;
        }
        output.good(report.ledger() + ", " + report.from() + " to " + report.until() + ", exported at "
                + report.exportedAt());
        if (!report.isPeriodOver()) {
            output.warn("Exported before the period was over: nothing after that is in it");
        }
        output.good(count(report.files(), "file") + ", each as the signed manifest lists it");
        output.good(count(report.links(), "link") + " in " + count(report.parts(), "part") + " of the chain, under "
                + count(report.heads(), "signed head"));
        if (report.uncompared() > 0) {
            output.warn(count(report.uncompared(), "kept head") + " not compared: outside of this extract");
        }
        output.good(count(report.rows(), "row") + ", each as it was linked");
        output.good(count(report.evidence(), "file") + " of evidence, " + report.summaries()
                + (report.summaries() == 1 ? " verification summary" : " verification summaries"));
        if (isPinned) {
            output.good("Signed by the key " + report.signer());
        } else {
            output.warn("Signed by the key " + report.signer() + ": compare it with the line's, or pass it with --key");
        }
    }

    static Json json(Report report, boolean isPinned) {
        return Json.object()
                .with("isValid", report.isValid())
                .with("ledger", report.ledger())
                .with("from", report.from())
                .with("until", report.until())
                .with("exportedAt", report.exportedAt())
                .with("isPeriodOver", report.isPeriodOver())
                .with("key", report.signer())
                .with("isKeyGiven", isPinned)
                .withAll(
                        "headKeys",
                        report.signers().stream().map(AuditLines::json).toList())
                .with("files", report.files())
                .with("links", report.links())
                .with("rows", report.rows())
                .with("heads", report.heads())
                .with("headsNotCompared", report.uncompared())
                .with("evidence", report.evidence())
                .with("summaries", report.summaries())
                .with("findings", report.findings())
                .with("findingsCount", report.count())
                .with("warnings", report.warnings())
                .with("warningsCount", report.warningCount())
                .with("lateRows", report.late());
    }

    private static Json json(Signer signer) {
        return Json.object()
                .with("key", signer.key())
                .with("heads", signer.heads())
                .with("since", signer.since().map(Instant::toString).orElse(null));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
