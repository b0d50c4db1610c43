package dev.slipway.ledger.audit.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import java.net.URI;
import java.time.Instant;

/** The in-toto statements (https://in-toto.io/Statement/v1) that the line signs. */
public final class Statements {
    /** The predicate of a head. */
    static final String HEAD = "https://slipway.dev/audit-head/v1";

    /** The predicate of an extract's list of files. */
    public static final String EXTRACT = "https://slipway.dev/audit-extract/v1";

    private Statements() {}

    /** Up to this position, this is the chain. */
    static ObjectNode head(Tip tip, URI ledger, Instant at) {
        ObjectNode statement = statement(HEAD);
        statement
                .withArray("subject")
                .addObject()
                .put("name", "chain")
                .putObject("digest")
                .put("sha256", tip.hash());
        statement
                .putObject("predicate")
                .put("position", tip.position())
                .put("ledger", ledger.toString())
                .put("signedAt", at.toString());
        return statement;
    }

    public static ObjectNode statement(String predicateType) {
        ObjectNode statement = Json.mapper().createObjectNode();
        statement.put("_type", "https://in-toto.io/Statement/v1");
        statement.putArray("subject");
        statement.put("predicateType", predicateType);
        return statement;
    }
}
