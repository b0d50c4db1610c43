package dev.slipway.line.audit;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks an extract, from the signature of its manifest to each row. */
public final class Verifier {
    private static final String EXTRACT = "https://slipway.dev/audit-extract/v1";
    private static final String HEAD = "https://slipway.dev/audit-head/v1";
    private static final String SUMMARY = "https://slsa.dev/verification_summary/v1";
    private static final String MANIFEST = "manifest.json";

    private final Findings findings = new Findings();
    private final Findings warnings = new Findings();
    private final Extract extract;
    private final List<String> pinned;
    private final Optional<Path> kept;
    private PublicKeys keys = new PublicKeys();
    private long files;
    private long evidence;
    private long summaries;

    private Verifier(Extract extract, List<String> pinned, Optional<Path> kept, Findings earlier) {
        this.extract = extract;
        this.pinned = List.copyOf(pinned);
        this.kept = kept;
        findings.addAll(earlier);
    }

    /** The fingerprint of a public key in base64, with or without PEM armour; empty if it is not an Ed25519 key. */
    public static Optional<String> fingerprint(String publicKey) {
        return PublicKeys.fingerprint(publicKey);
    }

    /**
     * Checks an extract.
     *
     * @param pinned the fingerprints of the line's keys, the oldest first; the last must have signed it; empty to check
     *     only that it is consistent
     * @param kept signed heads that were kept elsewhere, one envelope per line, which must match it as well
     * @throws IOException if it is not a ZIP file, or a file cannot be read
     */
    public static Report verify(Path file, List<String> pinned, Optional<Path> kept) throws IOException {
        Findings doubles = new Findings();
        try (Extract extract = new Extract(file, doubles)) {
            return new Verifier(extract, pinned, kept, doubles).report();
        }
    }

    private Report report() throws IOException {
        keys = extract.json("keys.json", findings)
                .map(json -> PublicKeys.of(json, findings))
                .orElse(keys);
        Optional<Statement> manifest = manifest();
        Json predicate =
                manifest.map(statement -> statement.json().object("predicate")).orElse(Json.object());
        LineKeys line = lineKeys(manifest.map(Statement::signer).orElse(""));
        if (manifest.isPresent()) {
            line.expect(manifest.get().signer(), findings);
            files(manifest.get().json());
        }
        Heads heads = new Heads(heads(), line, findings);
        Rows rows = new Rows(extract, predicate.object("tables"), findings);
        Chain chain = new Chain(predicate, heads, rows, findings, warnings);
        if (manifest.isPresent()) {
            line.warn(heads, warnings);
            try (rows;
                    Lines links = extract.lines("links.jsonl")) {
                chain.check(links);
                rows.expectEnd();
                heads.expectEnd(predicate, findings);
            }
        }
        evidence();
        summaries();
        return new Report(
                findings.texts(),
                findings.count(),
                warnings.texts(),
                warnings.count(),
                chain.late(),
                Findings.line(predicate.find("ledger").orElse("")),
                Findings.line(predicate.find("from").orElse("")),
                Findings.line(predicate.find("until").orElse("")),
                Findings.line(predicate.find("exportedAt").orElse("")),
                manifest.map(Statement::signer).orElse(""),
                heads.signers(),
                files,
                chain.count(),
                chain.parts(),
                rows.count(),
                heads.compared(),
                heads.uncompared(),
                evidence,
                summaries);
    }

    private Optional<Statement> manifest() throws IOException {
        Optional<byte[]> envelope = extract.bytes(MANIFEST);
        if (envelope.isEmpty()) {
            findings.add(MANIFEST + " is missing: this is no audit extract, or not all of one.");
            return Optional.empty();
        }
        return Statement.open(envelope.get(), EXTRACT, keys, MANIFEST, findings);
    }

    private LineKeys lineKeys(String signer) throws IOException {
        try (Lines rows = extract.lines(Rows.file("audit_key"))) {
            return new LineKeys(pinned, signer, LineKeys.read(rows));
        }
    }

    /** Checks that the files match the manifest, and that none is missing or was added. */
    private void files(Json manifest) throws IOException {
        Set<String> known = new HashSet<>(Set.of(MANIFEST));
        for (Json subject : manifest.items("subject")) {
            String name = subject.find("name").orElse("");
            known.add(name);
            if (!extract.has(name)) {
                findings.add(name + " is missing.");
            } else if (!extract.digest(name)
                    .equals(subject.object("digest").find("sha256").orElse(""))) {
                findings.add(name + " was changed: it is not the file that the manifest lists.");
            } else {
                files++;
            }
        }
        extract.names().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> findings.add(name + " was added: the manifest does not list it."));
    }

    private List<Head> heads() throws IOException {
        List<Head> signed = new ArrayList<>();
        heads(extract.lines("heads.jsonl"), "heads.jsonl", false, signed);
        if (kept.isPresent()) {
            heads(
                    new Lines(Files.newInputStream(kept.get())),
                    String.valueOf(kept.get().getFileName()),
                    true,
                    signed);
        }
        return signed;
    }

    private void heads(Lines file, String name, boolean isKept, List<Head> signed) throws IOException {
        try (Lines lines = file) {
            int number = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                String what = name + ": the head in line " + ++number;
                Statement.open(line, HEAD, keys, what, findings)
                        .ifPresent(head -> signed.add(Head.of(what, isKept, head)));
            }
        }
    }

    /** Checks that each evidence file has the digest in its row. */
    private void evidence() throws IOException {
        try (Lines lines = extract.lines(Rows.file("evidence"))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Json row;
                try {
                    row = Json.read(line);
                } catch (IOException e) {
                    continue; // It was found when the rows were compared with their links.
                }
                String digest = Sha256.hexOf(row.find("digest").orElse(""));
                String file = "evidence/" + digest;
                String what =
                        row.find("id").orElse("?") + " (" + row.find("name").orElse("?") + ")";
                if (!extract.has(file)) {
                    findings.add(file + ", the file of evidence " + what + ", is missing.");
                } else if (!extract.digest(file).equals(digest)) {
                    findings.add(file + ", the file of evidence " + what + ", was changed.");
                } else {
                    evidence++;
                }
            }
        }
    }

    private void summaries() throws IOException {
        try (Lines lines = extract.lines("summaries.jsonl")) {
            int number = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                String what = "summaries.jsonl: the summary in line " + ++number;
                summaries += Statement.open(line, SUMMARY, keys, what, findings).isPresent() ? 1 : 0;
            }
        }
    }
}
