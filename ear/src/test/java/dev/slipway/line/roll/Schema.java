package dev.slipway.line.roll;

import dev.slipway.line.Database;

/** What the ledger's migrations have made, and those that only the tests have. */
final class Schema {
    /** Later than any that there will be. */
    static final String WIDENING = "V209901010001__widen_service.sql";

    static final String CONTRACTING = "V209901010002__contract_roll_probe.sql";

    private Schema() {}

    /** As if the tests' own migrations had never been run. */
    static void forgetProbes() {
        Database.execute("delete from flyway_schema_history where version like '2099%'");
    }
}
