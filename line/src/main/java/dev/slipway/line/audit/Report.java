package dev.slipway.line.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The result of a check.
 *
 * @param findings what is wrong; at most the first ones
 * @param count the number of findings
 * @param warnings what is suspicious but not wrong by itself, such as late rows; at most the first ones
 * @param warningCount the number of warnings
 * @param late the number of rows that were linked long after they claim to have happened
 * @param ledger the ledger that the extract claims to be from
 * @param from the period's first day
 * @param until the period's last day
 * @param exportedAt when the extract claims to have been written
 * @param signer the fingerprint of the key that signed the extract; empty if unsigned
 * @param signers the keys that signed heads
 * @param files the number of files that match the manifest
 * @param links the number of links that were checked
 * @param parts the number of parts of the chain that they form
 * @param rows the number of rows that match their link
 * @param heads the number of signed heads that were compared with the chain
 * @param uncompared the number of heads kept elsewhere that lie outside of the extract
 * @param evidence the number of evidence files that match their rows
 * @param summaries the number of valid verification summaries
 */
public record Report(
        List<String> findings,
        long count,
        List<String> warnings,
        long warningCount,
        long late,
        String ledger,
        String from,
        String until,
        String exportedAt,
        String signer,
        List<Signer> signers,
        long files,
        long links,
        long parts,
        long rows,
        long heads,
        long uncompared,
        long evidence,
        long summaries) {

    public Report {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
        signers = List.copyOf(signers);
    }

    /** Whether nothing is wrong. */
    public boolean isValid() {
        return count == 0;
    }

    /** Whether it was exported after the period's last day; if not, the rest of the period is not in it. */
    public boolean isPeriodOver() {
        try {
            Instant end = LocalDate.parse(until)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return !Instant.parse(exportedAt).isBefore(end);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
