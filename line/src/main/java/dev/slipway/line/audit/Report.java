package dev.slipway.line.audit;

import java.util.List;

/**
 * What came of a check.
 *
 * @param findings what is wrong, in words; the first ones where there are many
 * @param count how much is wrong
 * @param warnings rows that were linked long after they say that they happened, in words; the first ones where there are many
 * @param warningCount how many these are
 * @param ledger the ledger that the extract says it is of
 * @param from the period's first day
 * @param until the period's last day
 * @param signer the fingerprint of the key that signed the extract; empty where none did
 * @param files how many files are what the manifest says
 * @param links how many links were looked at
 * @param parts in how many parts of the chain
 * @param rows how many rows are what was linked
 * @param heads how many signed heads were compared with the chain
 * @param uncompared how many heads that were kept elsewhere were not, as they are outside of the extract
 * @param evidence how many files of evidence are what their rows say
 * @param summaries how many verification summaries are valid
 */
public record Report(
        List<String> findings,
        long count,
        List<String> warnings,
        long warningCount,
        String ledger,
        String from,
        String until,
        String signer,
        long files,
        long links,
        long parts,
        long rows,
        long heads,
        long uncompared,
        long evidence,
        long summaries) {

    /** Keeps copies. */
    public Report {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing is wrong. */
    public boolean isValid() {
        return count == 0;
    }
}
