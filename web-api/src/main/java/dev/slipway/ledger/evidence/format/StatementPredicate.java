package dev.slipway.ledger.evidence.format;

import static dev.slipway.ledger.evidence.format.JsonForm.expect;
import static dev.slipway.ledger.evidence.format.JsonForm.malformed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.platform.text.StorableText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of the predicate of an in-toto statement, what counts: its result, and the number of tests if it has one. */
final class StatementPredicate {
    private final JsonParser parser;

    @Nullable
    String result;

    /** Of a verification summary. */
    @Nullable
    String verificationResult;

    /** The number of passed tests that a test result states. */
    int passedTests;

    int failedTests;

    /** The first of those, by their names. */
    final List<String> failures = new ArrayList<>();

    StatementPredicate(JsonParser parser) {
        this.parser = parser;
    }

    void read(String member) throws IOException, MalformedException {
        expect(parser, JsonToken.START_OBJECT, member, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                result(name);
            } else if (value == JsonToken.START_ARRAY && name.equals("passedTests")) {
                passedTests += tests(new ArrayList<>());
            } else if (value == JsonToken.START_ARRAY && name.equals("failedTests")) {
                failedTests += tests(failures);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Before version 1 of the summary, its member is called {@code verification_result}; some programs wrote the later name. */
    private void result(String name) throws IOException, MalformedException {
        switch (name) {
            case "result" -> result = first(result, name);
            case "verificationResult", "verification_result" -> verificationResult = first(verificationResult, name);
            default -> {
                // Says nothing of the release.
            }
        }
    }

    private String first(@Nullable String before, String name) throws IOException, MalformedException {
        if (before != null) {
            throw malformed(parser, "has a second " + name);
        }
        return parser.getText();
    }

    /** Counts what is in a list of tests, and keeps the first names. */
    private int tests(List<String> names) throws IOException {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING && names.size() < Failure.LIMIT) {
                names.add(StorableText.atMost(Failure.MESSAGE_LIMIT, parser.getText()));
            }
            parser.skipChildren();
            count++;
        }
        return count;
    }
}
