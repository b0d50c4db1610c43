package dev.slipway.ledger.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.audit.SummaryService;
import dev.slipway.ledger.audit.chain.AuditKeysResponse;
import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.chain.Statements;
import dev.slipway.ledger.audit.extract.ExtractRepository.LinkRow;
import dev.slipway.ledger.audit.extract.ExtractRepository.SealedRow;
import dev.slipway.ledger.audit.extract.ExtractRepository.UnsealedRow;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import dev.slipway.ledger.evidence.EvidenceService;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an extract as a zip; its README explains each file. */
public final class ExtractWriter {
    private static final int PIECE = ExtractRepository.PIECE;
    private static final String NO_ID = new UUID(0, 0).toString();

    private final Extract extract;
    private final ExtractRepository rows;
    private final SummaryService summaries;
    private final EvidenceService content;
    private final List<AuditKeysResponse.Key> keys;
    private final URI ledger;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    ExtractWriter(
            Extract extract,
            ExtractRepository rows,
            SummaryService summaries,
            EvidenceService content,
            List<AuditKeysResponse.Key> keys,
            URI ledger) {
        this.extract = extract;
        this.rows = rows;
        this.summaries = summaries;
        this.content = content;
        this.keys = keys;
        this.ledger = ledger;
    }

    void write(OutputStream out) throws IOException {
        Archive zip = new Archive(out);
        zip.file("README.txt", readme());
        zip.file("keys.json", keys().toString());
        for (SealedTable table : SealedTable.values()) {
            zip.file("rows/" + table.table() + ".jsonl", file -> write(table, file));
        }
        files(zip);
        for (Unsealed what : Unsealed.values()) {
            zip.file(what.file(), file -> write(what, file));
        }
        zip.file("summaries.jsonl", this::summaries);
        zip.file("heads.jsonl", this::heads);
        zip.file("links.jsonl", this::links);
        zip.file("manifest.json", Envelope.sign(Envelope.IN_TOTO, manifest(zip), extract.key()) + "\n");
        zip.end();
    }

    /** In the order of their links, merging the rows of the period, read in pages, with the earlier ones. */
    private void write(SealedTable table, OutputStream file) throws IOException {
        Writer lines = writer(file);
        long count = 0;
        SortedMap<Long, String> ahead = new TreeMap<>();
        List<Long> context = new ArrayList<>(extract.context(table));
        int taken = 0;
        Piece piece = new Piece(new TreeMap<>(), 0, false);
        while (!piece.isEnd()) {
            piece = period(table, piece.last());
            ahead.putAll(piece.rows());
            long bound = piece.isEnd() ? Long.MAX_VALUE : piece.last();
            while (taken < context.size() && context.get(taken) <= bound) {
                List<Long> some = context.subList(taken, Math.min(context.size(), taken + PIECE));
                put(rows.rows(table, some), ahead);
                taken += some.size();
                count += flush(ahead, Math.min(bound, some.get(some.size() - 1)), lines);
            }
            count += flush(ahead, bound, lines);
        }
        lines.flush();
        counts.put(table.table(), count);
    }

    /**
     * Some rows of the period.
     *
     * @param last the position after which to continue
     * @param isEnd whether it is the last page
     */
    private record Piece(SortedMap<Long, String> rows, long last, boolean isEnd) {}

    private Piece period(SealedTable table, long after) {
        Segment main = extract.main();
        if (main == null) {
            return new Piece(new TreeMap<>(), after, true);
        }
        List<SealedRow> found = rows.rows(table, Math.max(after, main.first() - 1), main.last(), extract.period());
        SortedMap<Long, String> some = new TreeMap<>();
        put(found, some);
        boolean isEnd = found.size() < PIECE;
        return new Piece(some, isEnd ? main.last() : found.get(PIECE - 1).position(), isEnd);
    }

    /** A row that was linked and then deleted is missing here too, which verification reveals. */
    private static void put(List<SealedRow> found, SortedMap<Long, String> into) {
        for (SealedRow row : found) {
            if (row.text() != null) {
                into.put(row.position(), row.text());
            }
        }
    }

    private static long flush(SortedMap<Long, String> ahead, long last, Writer lines) throws IOException {
        SortedMap<Long, String> due = last == Long.MAX_VALUE ? ahead : ahead.headMap(last + 1);
        for (String text : due.values()) {
            lines.write(text);
            lines.write('\n');
        }
        long count = due.size();
        due.clear();
        return count;
    }

    /** Processes a row in JSON. */
    @FunctionalInterface
    private interface Visit {
        void row(JsonNode row) throws IOException;
    }

    /** Visits the rows of a table, the earlier ones first. */
    private void each(SealedTable table, Visit visit) throws IOException {
        List<Long> context = new ArrayList<>(extract.context(table));
        for (int i = 0; i < context.size(); i += PIECE) {
            visit(rows.rows(table, context.subList(i, Math.min(context.size(), i + PIECE))), visit);
        }
        Piece piece = new Piece(new TreeMap<>(), 0, false);
        while (!piece.isEnd()) {
            piece = period(table, piece.last());
            for (String text : piece.rows().values()) {
                visit.row(Json.mapper().readTree(text));
            }
        }
    }

    private static void visit(List<SealedRow> some, Visit visit) throws IOException {
        for (SealedRow row : some) {
            if (row.text() != null) {
                visit.row(Json.mapper().readTree(row.text()));
            }
        }
    }

    /** The files of evidence, each once, named by its digest. */
    private void files(Archive zip) throws IOException {
        each(SealedTable.EVIDENCE, evidence -> {
            String name = "evidence/" + Sha256.hexOf(evidence.path("digest").asText());
            UUID id = UUID.fromString(evidence.path("id").asText());
            if (!zip.has(name)) {
                zip.file(name, file -> content.copyTo(id, file));
            }
        });
    }

    /** The decisions on deployments, each signed separately, so that one can be disclosed without the others. */
    private void summaries(OutputStream file) throws IOException {
        Writer lines = writer(file);
        each(SealedTable.GATE_DECISION, decision -> {
            Optional<String> envelope = summaries.envelope(decision, extract.key());
            if (envelope.isPresent()) {
                lines.write(envelope.get());
                lines.write('\n');
            }
        });
        lines.flush();
    }

    private void write(Unsealed what, OutputStream file) throws IOException {
        Writer lines = writer(file);
        String after = NO_ID;
        List<UnsealedRow> some;
        do {
            some = rows.unsealed(what, after, extract.period());
            for (UnsealedRow row : some) {
                lines.write(row.json());
                lines.write('\n');
                after = row.id();
            }
        } while (some.size() == PIECE);
        lines.flush();
    }

    private void heads(OutputStream file) throws IOException {
        Writer lines = writer(file);
        List<Long> signed = extract.signed();
        for (int i = 0; i < signed.size(); i += PIECE) {
            for (String envelope : rows.envelopes(signed.subList(i, Math.min(signed.size(), i + PIECE)))) {
                lines.write(envelope.strip());
                lines.write('\n');
            }
        }
        lines.flush();
    }

    private void links(OutputStream file) throws IOException {
        Writer lines = writer(file);
        for (Segment segment : extract.segments()) {
            String before = rows.hash(segment.first() - 1);
            long after = segment.first() - 1;
            List<LinkRow> some;
            do {
                some = rows.links(after, segment.last(), extract.period());
                for (LinkRow row : some) {
                    after = row.position();
                    lines.write(link(row, before).toString());
                    lines.write('\n');
                    before = null;
                }
            } while (some.size() == PIECE);
        }
        lines.flush();
    }

    private ObjectNode link(LinkRow row, @Nullable String before) {
        ObjectNode link = Json.mapper().createObjectNode();
        link.put("position", row.position());
        link.put("table", row.table().table());
        link.put("id", row.id());
        link.put("at", row.at());
        link.put("digest", row.digest());
        link.put("hash", row.hash());
        if (extract.has(row.table(), row.position(), row.isOfPeriod())) {
            link.put("row", true);
        }
        if (before != null) {
            link.put("previous", before);
        }
        return link;
    }

    private ObjectNode keys() {
        ObjectNode file = Json.mapper().createObjectNode();
        ArrayNode all = file.putArray("keys");
        keys.forEach(key -> all.addObject()
                .put("fingerprint", key.fingerprint())
                .put("publicKey", key.publicKey())
                .put("introducedAt", key.introducedAt().toString()));
        return file;
    }

    private ObjectNode manifest(Archive zip) {
        ObjectNode statement = Statements.statement(Statements.EXTRACT);
        zip.digests()
                .forEach((name, digest) -> statement
                        .withArray("subject")
                        .addObject()
                        .put("name", name)
                        .putObject("digest")
                        .put("sha256", digest));
        ObjectNode predicate = statement.putObject("predicate");
        predicate.put("ledger", ledger.toString());
        predicate.put("from", extract.period().from().toString());
        predicate.put("until", extract.period().until().toString());
        predicate.put("exportedAt", extract.at().toString());
        predicate.put("exportedBy", extract.by());
        predicate.put("chainEnd", extract.end());
        Segment main = extract.main();
        if (main != null) {
            predicate.put("first", main.first()).put("last", main.last());
        }
        ObjectNode tables = predicate.putObject("tables");
        for (SealedTable table : SealedTable.values()) {
            ObjectNode one = tables.putObject(table.table());
            table.key().forEach(one.putArray("key")::add);
            one.put("rows", counts.getOrDefault(table.table(), 0L));
        }
        return statement;
    }

    private String readme() throws IOException {
        try (InputStream text = ExtractWriter.class.getResourceAsStream("README.txt")) {
            if (text == null) {
                throw new IllegalStateException("README.txt is a part of this archive");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{ledger}", ledger.toString())
                    .replace("{from}", extract.period().from().toString())
                    .replace("{until}", extract.period().until().toString())
                    .replace("{at}", extract.at().toString())
                    .replace("{by}", extract.by())
                    .replace("{key}", extract.key().fingerprint());
        }
    }

    private static Writer writer(OutputStream file) {
        return new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
    }
}
