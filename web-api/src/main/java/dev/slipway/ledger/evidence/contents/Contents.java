package dev.slipway.ledger.evidence.contents;

import java.util.List;

/**
 * The parsed content of a file.
 *
 * @param summary the figures
 * @param failures the tests that did not pass, at most {@value Failure#LIMIT}
 */
public record Contents(Format format, Kind kind, Verdict verdict, Summary summary, List<Failure> failures) {

    public Contents {
        failures = List.copyOf(failures);
    }

    /** Contents without failures. */
    public static Contents of(Format format, Kind kind, Verdict verdict, Summary summary) {
        return new Contents(format, kind, verdict, summary, List.of());
    }
}
