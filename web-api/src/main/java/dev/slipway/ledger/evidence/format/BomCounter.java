package dev.slipway.ledger.evidence.format;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what a CycloneDX bill of materials lists. */
final class BomCounter {
    /** The versions that are read. */
    static final List<String> VERSIONS = List.of("1.2", "1.3", "1.4", "1.5", "1.6", "1.7");

    /** Explains {@link #VERSIONS}. */
    static final String VERSIONS_RULE = "the versions that are read are " + String.join(", ", VERSIONS);

    /** Enough of a licence's name to distinguish it from others. */
    static final int LICENSE_LIMIT = 200;

    private static final int LICENSES_LIMIT = 10_000;

    private int components;
    private final Set<String> licenses = new HashSet<>();

    void component() {
        components++;
    }

    void license(String name) {
        String trimmed = name.strip();
        if (!trimmed.isEmpty() && licenses.size() < LICENSES_LIMIT) {
            licenses.add(trimmed.substring(0, Math.min(trimmed.length(), LICENSE_LIMIT)));
        }
    }

    /** The counts, for a document of this version and form. */
    Contents contents(String version, Format format) {
        return Contents.of(format, Kind.SBOM, Verdict.NONE, Summary.ofBom(components, licenses.size(), version));
    }
}
