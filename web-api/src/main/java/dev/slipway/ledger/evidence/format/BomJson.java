package dev.slipway.ledger.evidence.format;

import static dev.slipway.ledger.evidence.format.JsonForm.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads what a CycloneDX bill of materials in JSON lists. */
final class BomJson {
    private final JsonParser parser;
    private final BomCounter bill;

    BomJson(JsonParser parser, BomCounter bill) {
        this.parser = parser;
        this.bill = bill;
    }

    /** Reads a list of components, with those that they have themselves. */
    void components(String member) throws IOException, MalformedException {
        expect(parser, JsonToken.START_ARRAY, member, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, JsonToken.START_OBJECT, "a component", "an object");
            bill.component();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "components" -> components(name);
                    case "licenses" -> licenses();
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private void licenses() throws IOException, MalformedException {
        expect(parser, JsonToken.START_ARRAY, "licenses", "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, JsonToken.START_OBJECT, "a licence", "an object");
            licenseChoice();
        }
    }

    /** Reads what CycloneDX calls a licence choice: a licence, or an SPDX expression. */
    private void licenseChoice() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("license") && value == JsonToken.START_OBJECT) {
                license();
            } else if (name.equals("expression") && value == JsonToken.VALUE_STRING) {
                bill.license(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void license() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if ((name.equals("id") || name.equals("name")) && value == JsonToken.VALUE_STRING) {
                bill.license(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }
}
