package dev.slipway.line.audit;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the hash chain: one pass over the links and, side by side, their rows. */
final class Chain {
    /** The predecessor of the first link. */
    private static final String NONE = "0".repeat(64);

    /** Rows are usually linked within seconds; this allows for downtime of the ledger or an agent, and for their clocks. */
    private static final Duration LATE = Duration.ofHours(1);

    /** From this format on, the period's part of the chain reaches from a head before it to one behind it. */
    private static final long BOUNDED = 2;

    private final Findings findings;
    private final Findings warnings;
    private final Heads heads;
    private final Rows rows;
    private final String from;
    private final String until;
    private final long first;
    private final long last;
    private final long chainEnd;
    private final long format;
    private final Set<String> tables;

    /** Warnings of links' times: in a ledger older than its chain, they would bury the others. */
    private final Findings times = new Findings();

    private @Nullable Link before;
    private long begin;
    private String hash = "";
    private long count;
    private long parts;
    private long seen;
    private long late;

    /**
     * @param manifest the predicate of the manifest
     * @param heads the signed heads
     * @param warnings receives suspicious facts that are not errors by themselves
     */
    Chain(Json manifest, Heads heads, Rows rows, Findings findings, Findings warnings) {
        this.heads = heads;
        this.rows = rows;
        this.findings = findings;
        this.warnings = warnings;
        from = manifest.find("from").orElse("");
        // Times are compared as strings: all have the same format.
        until = dayBehind(manifest.find("until").orElse(""), findings);
        first = manifest.number("first", 0);
        last = manifest.number("last", -1);
        chainEnd = manifest.number("chainEnd", -1);
        format = manifest.number("format", 1);
        tables = Set.copyOf(manifest.object("tables").names());
    }

    private static String dayBehind(String day, Findings findings) {
        try {
            return LocalDate.parse(day).plusDays(1).toString();
        } catch (DateTimeException e) {
            findings.add("manifest.json: until is no day.");
            return day;
        }
    }

    /** Checks every link, in order. */
    void check(Lines links) throws IOException {
        bounds();
        for (byte[] line = links.next(); line != null; line = links.next()) {
            try {
                check(Link.read(line));
            } catch (IOException e) {
                findings.add("links.jsonl: line " + (count + 1) + " is no link: it was changed.");
                count++;
            }
        }
        end();
        warnings.addAll(times);
        if (seen != Math.max(0, last - first + 1)) {
            findings.add("links.jsonl: of the period's " + (last - first + 1) + " links, from " + first + " to " + last
                    + ", " + seen + " are there.");
        }
    }

    /**
     * The list of the period's links comes from the database alone: only heads around them prove that none is missing.
     */
    private void bounds() {
        if (format < BOUNDED) {
            warnings.add(
                    "manifest.json: an earlier version of Slipway wrote it, which does not show whether rows are missing"
                            + " at the beginning and at the end of the period: export the period again.");
            return;
        }
        if (first != 1 && !heads.isSigned(first, last, at -> at.toString().compareTo(from) < 0)) {
            findings.add("manifest.json: the period's part of the chain begins at link " + first
                    + ", and no head of it was signed by the line's key before " + from
                    + ": rows of the period may be missing before it.");
        }
        if (last != chainEnd
                && !heads.isSigned(first, last, at -> at.minus(LATE).toString().compareTo(until) >= 0)) {
            findings.add("manifest.json: the period's part of the chain ends at link " + last
                    + ", and no head of it was signed by the line's key an hour after the period"
                    + ": rows of the period may be missing behind it.");
        }
    }

    private void check(Link link) throws IOException {
        count++;
        String name = "link " + link.position() + " (" + link.table() + " " + link.id() + ")";
        Link earlier = before;
        if (link.previous().isPresent()) {
            end();
            if (earlier != null && link.position() <= earlier.position()) {
                findings.add("links.jsonl: " + name + " is not in its place.");
            }
            hash = link.previous().get();
            // Where the row is not here, the first link is only that of the head before the part.
            begin = link.isWithRow() ? link.position() : link.position() + 1;
            parts++;
            boolean isKnown = earlier != null && link.position() == earlier.position() + 1
                    ? hash.equals(earlier.hash())
                    : heads.agree(link.position() - 1, hash);
            if (!isKnown) {
                findings.add("links.jsonl: " + name + " says that something else was before it.");
            }
            if (link.position() == 1 && !hash.equals(NONE)) {
                findings.add("links.jsonl: " + name + " is the first, and says that something was before it.");
            }
        } else if (earlier == null) {
            findings.add("links.jsonl: " + name + " does not say what was before it.");
        } else if (link.position() != earlier.position() + 1) {
            findings.add("links.jsonl: " + name + " follows link " + earlier.position()
                    + ": links between them are missing or not in their places.");
        }
        if (!link.hashBehind(hash).equals(link.hash())) {
            findings.add("links.jsonl: " + name + " is not what was linked behind the one before it.");
        }
        if (!heads.agree(link.position(), link.hash())) {
            findings.add("links.jsonl: " + name + " is not what the signed head at its position says.");
        }
        hash = link.hash();
        before = link;
        row(link, name);
    }

    private void row(Link link, String name) throws IOException {
        boolean isInMain = link.position() >= first && link.position() <= last;
        seen += isInMain ? 1 : 0;
        boolean isOfPeriod = link.at().compareTo(from) >= 0 && link.at().compareTo(until) < 0;
        if (isOfPeriod && !isInMain) {
            findings.add("links.jsonl: " + name + " is of the period, and not in its part of the chain, from " + first
                    + " to " + last + ".");
        }
        if (!tables.contains(link.table())) {
            findings.add("links.jsonl: " + name + " is of a table that the manifest does not know.");
        } else if (link.isWithRow()) {
            rows.expect(link);
        } else if (isOfPeriod && isInMain) {
            findings.add("links.jsonl: " + name + " is of the period, and says that its row is not here.");
        }
        // Whether a link is of the period, only its time says: a false one would hide its row.
        if (isInMain || link.isWithRow()) {
            time(link, name);
        }
    }

    /**
     * The time of a link is its row's claim; an earlier head proves that the link did not exist then, and a later one that it did by
     * then.
     */
    private void time(Link link, String name) {
        heads.signedBefore(link.position())
                .filter(signed -> link.at().compareTo(signed.minus(LATE).toString()) < 0)
                .ifPresent(signed -> {
                    late++;
                    times.add("links.jsonl: " + name + " was linked only after " + signed + ", and says it happened at "
                            + link.at() + ".");
                });
        heads.signedBehind(link.position())
                .filter(signed -> link.at().compareTo(signed.plus(LATE).toString()) > 0)
                .ifPresent(signed -> times.add("links.jsonl: " + name + " was linked before " + signed
                        + ", and says it happened later, at " + link.at() + "."));
    }

    /** Each part of the chain must end at a signed head. The heads before it, an earlier version left out. */
    private void end() {
        Link link = before;
        if (link == null) {
            return;
        }
        if (!heads.has(link.position())) {
            findings.add("links.jsonl: a part of the chain ends at link " + link.position() + " (" + link.table() + " "
                    + link.id() + "), of which there is no signed head.");
        }
        if (format >= BOUNDED) {
            heads.gaps(begin, link.position()).forEach(warnings::add);
        }
    }

    /** The number of links. */
    long count() {
        return count;
    }

    /** The number of links that were added long after their rows claim to have happened. */
    long late() {
        return late;
    }

    /** The number of parts that the links form. */
    long parts() {
        return parts;
    }
}
