package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** What a JSON document has to have where its parser is. */
final class JsonForm {
    private JsonForm() {}

    /**
     * Refuses the document unless its parser is at this token.
     *
     * @param what is there
     * @param form what that has to be
     */
    static void expect(JsonParser parser, JsonToken token, String what, String form) throws MalformedException {
        if (parser.currentToken() != token) {
            throw malformed(parser, what + " must be " + form);
        }
    }

    /** The mistake at this place, worded to follow the place. */
    static MalformedException malformed(JsonParser parser, String detail) {
        return MalformedException.at(parser.currentTokenLocation(), detail);
    }
}
