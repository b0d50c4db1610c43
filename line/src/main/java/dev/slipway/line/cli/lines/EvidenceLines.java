package dev.slipway.line.cli.lines;

import dev.slipway.line.http.Json;

/** Formats evidence as a line of text. */
public final class EvidenceLines {
    private EvidenceLines() {}

    public static String of(Json evidence) {
        Json summary = evidence.object("summary");
        String figures = switch (evidence.text("kind")) {
            case "tests" ->
                "; of " + summary.number("tests", 0) + " tests " + summary.number("passed", 0) + " passed, "
                        + (summary.number("failed", 0) + summary.number("errored", 0)) + " failed";
            case "sbom" -> "; " + summary.number("components", 0) + " components";
            default -> "";
        };
        return evidence.text("name") + ": " + evidence.text("verdict") + figures;
    }
}
