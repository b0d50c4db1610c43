package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.platform.dsse.Envelope;
import dev.slipway.ledger.platform.dsse.VerificationKey;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.StorableText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Detects a file's format from its content, never from its name, and parses it. */
public final class EvidenceReader {
    /** The largest file that is read, in bytes: a parser may have to hold nearly all of it. */
    public static final long LARGEST = 20L << 20;

    private static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

    /** Of any version: each has a verdict. */
    private static final String VERIFICATION_SUMMARY = "https://slsa.dev/verification_summary/";

    private static final Set<String> STATEMENTS =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");

    private static final Base64Variant PLAIN = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();
    /** Jackson's own variant refuses every padding, as it has no character for it. */
    private static final Base64Variant URL_SAFE = new Base64Variant(
                    "url-safe",
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
                    true,
                    '=',
                    Integer.MAX_VALUE)
            .withPaddingAllowed();

    private final String digest;

    /**
     * Reads evidence of one release.
     *
     * @param artifactDigest the digest of its archive, which an attestation must be of
     */
    public EvidenceReader(Digest artifactDigest) {
        this.digest = artifactDigest.hex();
    }

    /**
     * Reads a file.
     *
     * @throws MalformedException if the ledger cannot read it, or it is not about the release
     * @throws TooLargeException if it contains too much
     * @throws IOException if the file itself cannot be read
     */
    public Contents read(Path file) throws IOException, MalformedException, TooLargeException {
        return switch (firstByte(file)) {
            case '<' -> xml(file);
            case '{' -> json(file);
            case 'P' -> new ZipReports().read(file);
            default -> throw new MalformedException("line 1", "does not begin as XML, a JSON object or a ZIP archive");
        };
    }

    /**
     * Reads the agent's statement on a rehearsed rollback: a bare in-toto statement of a test's result.
     *
     * @throws MalformedException if it is something else, or is not about the release
     * @throws IOException if the file itself cannot be read
     */
    public Contents rehearsal(Path file) throws IOException, MalformedException {
        try (InputStream in = Files.newInputStream(file)) {
            JsonDocument document = JsonDocument.read(in, digest, PLAIN, OutputStream.nullOutputStream());
            Contents statement = statement(document, Format.IN_TOTO, false);
            if (!TEST_RESULT.equals(document.predicateType)) {
                throw new MalformedException("predicateType", "must be " + TEST_RESULT);
            }
            StatementPredicate tested = document.predicate;
            return new Contents(
                    Format.IN_TOTO,
                    Kind.REHEARSAL,
                    statement.verdict(),
                    Summary.ofTests(TEST_RESULT, document.subjects, tested.passedTests, tested.failedTests),
                    tested.failures.stream().map(Failure::ofRehearsal).toList());
        }
    }

    /**
     * Whether a file is an envelope that one of these keys has signed.
     *
     * @throws IOException if the file itself cannot be read
     */
    public boolean isSigned(Path file, List<VerificationKey> keys) throws IOException {
        Path payload = Files.createTempFile("payload", null);
        try {
            JsonDocument envelope = document(file, payload);
            return Envelope.IN_TOTO.equals(envelope.payloadType)
                    && Envelope.isSignedByOneOf(keys, Envelope.IN_TOTO, payload, envelope.firstSignatures);
        } catch (MalformedException e) {
            return false;
        } finally {
            Files.delete(payload);
        }
    }

    /** The first byte after white space and byte order marks. */
    private static int firstByte(Path file) throws IOException, MalformedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int first = in.read();
            while (first <= ' ' && first >= 0 || first == 0xEF || first == 0xBB || first == 0xBF || first >= 0xFE) {
                first = in.read();
            }
            if (first < 0) {
                throw new MalformedException("line 1", "is empty");
            }
            return first;
        }
    }

    private static Contents xml(Path file) throws IOException, MalformedException {
        try (InputStream in = Files.newInputStream(file)) {
            Xml xml = Xml.open(in);
            if (TestReport.isAt(xml)) {
                Tally tally = new Tally();
                TestReport.read(xml, tally);
                return tally.contents(Format.JUNIT_XML);
            }
            if (BomXml.isAt(xml)) {
                return BomXml.read(xml);
            }
            throw xml.malformed("has the root " + StorableText.atMost(100, xml.name())
                    + "; testsuites, testsuite and the bom of CycloneDX are known");
        }
    }

    private Contents json(Path file) throws IOException, MalformedException {
        Path payload = Files.createTempFile("payload", null);
        try {
            JsonDocument document = document(file, payload);
            if (document.has("bomFormat")) {
                return bom(document);
            }
            if (document.has("payloadType")) {
                return envelope(document, payload);
            }
            if (document.has("_type")) {
                return statement(document, Format.IN_TOTO, false);
            }
            throw new MalformedException(
                    "the document",
                    "has none of the members bomFormat, _type and payloadType, by which it would be known");
        } finally {
            Files.delete(payload);
        }
    }

    /** DSSE lets its payload be in either alphabet. */
    private JsonDocument document(Path file, Path payload) throws IOException, MalformedException {
        try {
            return document(file, PLAIN, payload);
        } catch (MalformedException e) {
            try {
                JsonDocument document = document(file, URL_SAFE, payload);
                if (document.hasPayload) {
                    return document;
                }
            } catch (MalformedException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private JsonDocument document(Path file, Base64Variant base64, Path payload)
            throws IOException, MalformedException {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(payload)) {
            return JsonDocument.read(in, digest, base64, out);
        }
    }

    private static Contents bom(JsonDocument document) throws MalformedException {
        if (!"CycloneDX".equals(document.bomFormat)) {
            throw new MalformedException("bomFormat", "must be CycloneDX");
        }
        String version = document.specVersion;
        if (version == null || !BomCounter.VERSIONS.contains(version)) {
            throw new MalformedException("specVersion", BomCounter.VERSIONS_RULE);
        }
        return document.bill.contents(version, Format.CYCLONEDX_JSON);
    }

    private Contents envelope(JsonDocument envelope, Path payload) throws IOException, MalformedException {
        if (!Envelope.IN_TOTO.equals(envelope.payloadType)) {
            throw new MalformedException("payloadType", "must be " + Envelope.IN_TOTO);
        }
        if (!envelope.hasPayload) {
            throw new MalformedException("payload", "is required");
        }
        try (InputStream in = Files.newInputStream(payload)) {
            JsonDocument document = JsonDocument.read(in, digest, PLAIN, OutputStream.nullOutputStream());
            return statement(document, Format.DSSE, envelope.signatures > 0);
        } catch (MalformedException e) {
            throw e.within("payload");
        }
    }

    private static Contents statement(JsonDocument statement, Format format, boolean isSigned)
            throws MalformedException {
        if (statement.type == null || !STATEMENTS.contains(statement.type)) {
            throw new MalformedException("_type", "must be https://in-toto.io/Statement/v1 or …/v0.1");
        }
        String predicateType = statement.predicateType;
        if (predicateType == null || predicateType.isBlank()) {
            throw new MalformedException("predicateType", "is required");
        }
        if (statement.subjects == 0) {
            throw new MalformedException("subject", "is required");
        }
        if (!statement.isOfDigest) {
            throw new MalformedException(
                    "subject", "is not this release: none of them has the sha256 of the release's artifactDigest");
        }
        Summary summary = Summary.ofStatement(predicateType, statement.subjects, isSigned);
        return Contents.of(format, Kind.ATTESTATION, verdict(statement.predicate, predicateType), summary);
    }

    private static Verdict verdict(StatementPredicate predicate, String predicateType) throws MalformedException {
        if (predicateType.equals(TEST_RESULT)) {
            return verdict("predicate.result", predicate.result, List.of("PASSED", "WARNED", "FAILED"));
        }
        if (predicateType.startsWith(VERIFICATION_SUMMARY)) {
            return verdict("predicate.verificationResult", predicate.verificationResult, List.of("PASSED", "FAILED"));
        }
        return Verdict.NONE;
    }

    private static Verdict verdict(String member, @Nullable String result, List<String> known)
            throws MalformedException {
        if (result == null) {
            throw new MalformedException(member, "is required");
        }
        if (!known.contains(result)) {
            throw new MalformedException(member, "must be one of " + String.join(", ", known));
        }
        return result.equals("FAILED") ? Verdict.FAILED : Verdict.PASSED;
    }
}
