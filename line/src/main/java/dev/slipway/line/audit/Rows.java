package dev.slipway.line.audit;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of all tables, each table read in step with the chain. */
final class Rows implements Closeable {
    private final Extract extract;
    private final Json tables;
    private final Findings findings;
    private final Map<String, Lines> open = new LinkedHashMap<>();
    private long count;

    /**
     * The rows of an extract.
     *
     * @param tables the manifest's entry for each table
     */
    Rows(Extract extract, Json tables, Findings findings) {
        this.extract = extract;
        this.tables = tables;
        this.findings = findings;
    }

    static String file(String table) {
        return "rows/" + table + ".jsonl";
    }

    /** Checks that the next row of a table is the linked one. */
    void expect(Link link) throws IOException {
        Lines lines = lines(link.table());
        byte[] line = lines.peek();
        String row = link.table() + " " + link.id();
        if (line != null && Sha256.hex(line).equals(link.digest())) {
            lines.take();
            count++;
        } else if (line != null && id(link.table(), line).equals(link.id())) {
            lines.take();
            findings.add(file(link.table()) + ": the row " + row
                    + " was changed: it is not what was linked at position " + link.position() + ".");
        } else {
            findings.add(file(link.table()) + ": the row " + row + ", linked at position " + link.position()
                    + ", is missing or not in its place.");
        }
    }

    /** Checks that no unlinked rows are left. */
    void expectEnd() throws IOException {
        for (String table : tables.names()) {
            Lines lines = lines(table);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                findings.add(file(table) + ": the row " + table + " " + id(table, line)
                        + " was added or is not in its place: no link is left for it.");
            }
        }
    }

    /** The number of rows that match their link. */
    long count() {
        return count;
    }

    private Lines lines(String table) throws IOException {
        Lines lines = open.get(table);
        if (lines == null) {
            lines = extract.lines(file(table));
            open.put(table, lines);
        }
        return lines;
    }

    private String id(String table, byte[] line) {
        try {
            Json row = Json.read(line);
            List<String> key = new ArrayList<>(tables.object(table).texts("key"));
            return key.stream().map(column -> row.find(column).orElse("?")).collect(Collectors.joining("/"));
        } catch (IOException e) {
            return "that is no JSON";
        }
    }

    @Override
    public void close() throws IOException {
        for (Lines lines : open.values()) {
            lines.close();
        }
    }
}
