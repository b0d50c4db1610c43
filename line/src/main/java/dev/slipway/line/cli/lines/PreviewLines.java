package dev.slipway.line.cli.lines;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.List;

/** Formats the preview of a promotion. */
public final class PreviewLines {
    private static final int SHOWN = 20;
    private static final int SHA = 7;

    private final List<String> lines = new ArrayList<>();

    private PreviewLines() {}

    /** All of it. */
    public static List<String> of(Json preview) {
        PreviewLines lines = new PreviewLines();
        lines.lines.add("%s %s would go from %s to %s:"
                .formatted(preview.text("service"), preview.text("version"), preview.text("from"), preview.text("to")));
        lines.archive(preview.object("archive"));
        long releases = preview.number("releases", 0);
        if (releases > 1) {
            lines.add("Releases", releases + " since the one that runs in " + preview.text("to"));
        }
        lines.commits(preview.object("changes"));
        if (preview.has("configuration")) {
            lines.configuration(preview.object("configuration"), preview.text("from"), preview.text("to"));
        }
        lines.migrations(preview);
        lines.rehearsal(preview);
        lines.gate(preview.object("gate"));
        return List.copyOf(lines.lines);
    }

    private void archive(Json archive) {
        String shown = Sha256.shown(archive.text("artifactDigest"));
        add(
                "Archive",
                archive.is("isSame")
                        ? "the same archive runs there already, " + shown
                        : archive.find("fromVersion").orElse("none") + " → " + archive.text("toVersion") + ", "
                                + shown);
    }

    private void commits(Json changes) {
        List<Json> commits = changes.items("commits");
        String more = changes.is("isComplete") ? "" : " or more";
        String back = changes.is("isRollback") ? ", reverted" : "";
        add("Commits", commits.isEmpty() ? "none on record" : commits.size() + more + back);
        commits.stream()
                .limit(SHOWN)
                .forEach(commit -> lines.add("                %s %s%s"
                        .formatted(
                                commit.text("sha").substring(0, SHA),
                                commit.text("title"),
                                commit.find("author")
                                        .map(author -> " (" + author + ")")
                                        .orElse(""))));
        if (commits.size() > SHOWN) {
            lines.add("                and " + (commits.size() - SHOWN) + " more");
        }
    }

    private void configuration(Json configuration, String from, String to) {
        List<Json> changes = configuration.items("changes");
        add("Configuration", changes.isEmpty() ? "the same in both" : "differs in " + changes.size() + ", and stays:");
        changes.forEach(change -> lines.add("                " + change.text("name") + ": "
                + (change.is("isSecret")
                        ? "a secret, " + change.text("change")
                        : from + " " + value(change, "before") + ", " + to + " " + value(change, "after"))));
    }

    private static String value(Json change, String member) {
        return change.find(member).map(value -> "“" + value + "”").orElse("none");
    }

    private void migrations(Json preview) {
        List<String> migrations = preview.texts("migrations");
        add(
                "Migrations",
                !preview.has("migrations")
                        ? "not known: the ledger does not keep both archives, or cannot read them now"
                        : migrations.isEmpty()
                                ? "no new Flyway scripts in db/migration"
                                : String.join(", ", migrations));
    }

    private void rehearsal(Json preview) {
        if (preview.has("rehearsal")) {
            add(
                    "Rollback",
                    "to " + preview.object("rehearsal").text("version") + ", is rehearsed on a copy of the database of "
                            + preview.text("to") + " first");
        }
    }

    private void gate(Json gate) {
        add(
                "Gate",
                switch (gate.text("decision")) {
                    case "allow" -> "allows it";
                    case "wait" -> "makes it wait:";
                    default -> "refuses it:";
                });
        gate.items("reasons").forEach(reason -> lines.add("                " + reason.text("detail")));
    }

    private void add(String what, String text) {
        lines.add("  %-13s %s".formatted(what, text));
    }
}
