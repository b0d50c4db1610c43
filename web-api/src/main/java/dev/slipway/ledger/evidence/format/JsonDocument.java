package dev.slipway.ledger.evidence.format;

import static dev.slipway.ledger.evidence.format.JsonForm.expect;
import static dev.slipway.ledger.evidence.format.JsonForm.malformed;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.slipway.ledger.platform.text.StorableText;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Streams a JSON document once, and collects the members of a CycloneDX bill of materials, of an in-toto statement and of its
 * envelope, in any order.
 */
final class JsonDocument {
    private static final int DEPTH_LIMIT = 200;
    private static final int NAME_LIMIT = 10_000;
    private static final int TEXT_LIMIT = 2_000;

    /** With each key that may have made it, each takes a pass over the payload. */
    static final int SIGNATURES_LIMIT = 10;

    private static final int SIGNATURE_LIMIT = 1_000;

    /** Neither canonicalizes nor interns names, since those of a hostile file would fill the memory. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_LIMIT)
                    .maxNameLength(NAME_LIMIT)
                    .build())
            .build();

    private final JsonParser parser;
    private final String digest;
    private final Base64Variant base64;
    private final OutputStream payload;
    private final Set<String> members = new HashSet<>();

    final BomCounter bill = new BomCounter();
    final StatementPredicate predicate;

    @Nullable
    String bomFormat;

    @Nullable
    String specVersion;

    @Nullable
    String type;

    @Nullable
    String predicateType;

    @Nullable
    String payloadType;

    int subjects;
    boolean isOfDigest;
    boolean hasPayload;
    int signatures;

    /** The first of those, in base64. */
    final List<String> firstSignatures = new ArrayList<>();

    private JsonDocument(JsonParser parser, String digest, Base64Variant base64, OutputStream payload) {
        this.parser = parser;
        this.digest = digest;
        this.base64 = base64;
        this.payload = payload;
        this.predicate = new StatementPredicate(parser);
    }

    /**
     * Reads a document.
     *
     * @param digest the SHA-256 to look for among the subjects, in hexadecimal
     * @param base64 how a payload is encoded
     * @param payload where it goes
     * @throws MalformedException if it is not well-formed, or does not have the form that it declares
     */
    static JsonDocument read(InputStream document, String digest, Base64Variant base64, OutputStream payload)
            throws IOException, MalformedException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            JsonDocument read = new JsonDocument(parser, digest, base64, payload);
            read.document();
            return read;
        } catch (JsonProcessingException e) {
            throw MalformedException.of(e);
        } catch (CharConversionException e) {
            // Jackson throws this for invalid UTF-32 only, which it does not report as malformed JSON.
            throw new MalformedException("the document", "has characters that cannot be decoded");
        }
    }

    /** Whether there is such a member at the top. */
    boolean has(String member) {
        return members.contains(member);
    }

    private void document() throws IOException, MalformedException {
        parser.nextToken();
        expect(parser, JsonToken.START_OBJECT, "the document", "a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "bomFormat" -> bomFormat = text(member);
                case "specVersion" -> specVersion = text(member);
                case "_type" -> type = text(member);
                case "predicateType" -> predicateType = text(member);
                case "payloadType" -> payloadType = text(member);
                case "components" -> new BomJson(parser, bill).components(once(member));
                case "subject" -> subjects(once(member));
                case "predicate" -> predicate.read(once(member));
                case "payload" -> payload(once(member));
                case "signatures" -> signatures(once(member));
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw malformed(parser, "goes on after the end of the document");
        }
    }

    private void subjects(String member) throws IOException, MalformedException {
        expect(parser, JsonToken.START_ARRAY, member, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, JsonToken.START_OBJECT, "a subject", "an object");
            subjects++;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("digest")) {
                    digests();
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void digests() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String algorithm = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING && algorithm.equals("sha256")) {
                isOfDigest |= parser.getText().toLowerCase(Locale.ROOT).equals(digest);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void payload(String member) throws IOException, MalformedException {
        expect(parser, JsonToken.VALUE_STRING, member, "text in base64");
        hasPayload = true;
        try {
            parser.readBinaryValue(base64, payload);
        } catch (IllegalArgumentException e) {
            throw malformed(parser, "payload must be text in base64");
        }
    }

    private void signatures(String member) throws IOException, MalformedException {
        expect(parser, JsonToken.START_ARRAY, member, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, JsonToken.START_OBJECT, "a signature", "an object");
            signatures++;
            signature();
        }
    }

    private void signature() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING
                    && name.equals("sig")
                    && firstSignatures.size() < SIGNATURES_LIMIT
                    && parser.getTextLength() <= SIGNATURE_LIMIT) {
                firstSignatures.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private String text(String member) throws IOException, MalformedException {
        expect(parser, JsonToken.VALUE_STRING, once(member), "text");
        return StorableText.atMost(TEXT_LIMIT, parser.getText());
    }

    /** Refuses duplicate members, since another parser may use the other one. */
    private String once(String member) throws MalformedException {
        if (!members.add(member)) {
            throw malformed(parser, "has a second " + member);
        }
        return member;
    }
}
