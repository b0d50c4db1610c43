package dev.slipway.ledger.audit.extract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.audit.SummaryService;
import dev.slipway.ledger.audit.chain.AuditKeysResponse;
import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.chain.Statements;
import dev.slipway.ledger.audit.extract.ExtractRepository.LinkRow;
import dev.slipway.ledger.audit.extract.ExtractRepository.UnsealedRow;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import dev.slipway.ledger.evidence.EvidenceService;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an extract as a zip; its README explains each file. */
public final class ExtractWriter {
    private static final int PIECE = ExtractRepository.PIECE;
    private static final String NO_ID = new UUID(0, 0).toString();
    private static final Segment NO_LINK = new Segment(1, 0);

    /**
     * A missing number means that the period's part of the chain began and ended with the period's links, wherever
     * heads were signed.
     */
    private static final int FORMAT = 2;

    private final Extract extract;
    private final ExtractRepository rows;
    private final RowPages sealed;
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
        this.sealed = new RowPages(extract, rows);
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

    private void write(SealedTable table, OutputStream file) throws IOException {
        JsonLines lines = new JsonLines(file);
        counts.put(table.table(), sealed.write(table, lines));
        lines.end();
    }

    /** The files of evidence, each once, named by its digest. */
    private void files(Archive zip) throws IOException {
        sealed.each(SealedTable.EVIDENCE, evidence -> {
            String name = "evidence/" + Sha256.hexOf(evidence.path("digest").asText());
            UUID id = UUID.fromString(evidence.path("id").asText());
            if (!zip.has(name)) {
                zip.file(name, file -> content.copyTo(id, file));
            }
        });
    }

    /** The decisions on deployments, each signed separately, so that one can be disclosed without the others. */
    private void summaries(OutputStream file) throws IOException {
        JsonLines lines = new JsonLines(file);
        sealed.each(SealedTable.GATE_DECISION, decision -> {
            UUID id = UUID.fromString(decision.path("id").asText());
            Optional<String> envelope = summaries.envelope(id, extract.key());
            if (envelope.isPresent()) {
                lines.add(envelope.get());
            }
        });
        lines.end();
    }

    private void write(Unsealed what, OutputStream file) throws IOException {
        JsonLines lines = new JsonLines(file);
        String after = NO_ID;
        List<UnsealedRow> some;
        do {
            some = rows.unsealed(what, after, extract.period());
            for (UnsealedRow row : some) {
                lines.add(row.json());
                after = row.id();
            }
        } while (some.size() == PIECE);
        lines.end();
    }

    private void heads(OutputStream file) throws IOException {
        JsonLines lines = new JsonLines(file);
        List<Long> signed = extract.signed();
        for (int i = 0; i < signed.size(); i += PIECE) {
            for (String envelope : rows.envelopes(signed.subList(i, Math.min(signed.size(), i + PIECE)))) {
                lines.add(envelope.strip());
            }
        }
        lines.end();
    }

    private void links(OutputStream file) throws IOException {
        JsonLines lines = new JsonLines(file);
        for (Segment segment : extract.segments()) {
            String before = rows.hash(segment.first() - 1);
            long after = segment.first() - 1;
            List<LinkRow> some;
            do {
                some = rows.links(after, segment.last(), extract.period());
                for (LinkRow row : some) {
                    after = row.position();
                    lines.add(link(row, before).toString());
                    before = null;
                }
            } while (some.size() == PIECE);
        }
        lines.end();
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
        predicate.put("format", FORMAT);
        predicate.put("ledger", ledger.toString());
        predicate.put("from", extract.period().from().toString());
        predicate.put("until", extract.period().until().toString());
        predicate.put("exportedAt", extract.at().toString());
        predicate.put("exportedBy", extract.by());
        predicate.put("chainEnd", extract.end());
        Segment main = Optional.ofNullable(extract.main()).orElse(NO_LINK);
        predicate.put("first", main.first()).put("last", main.last());
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
}
