package dev.slipway.ledger.platform.page;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The parameter for the page of a list of versions, the newest first. */
public class AfterVersion {

    @QueryParam("after")
    @Pattern(regexp = "^[1-9][0-9]{0,8}$", message = Cursor.FORM_RULE)
    @Nullable
    String after;

    /** The version after which the page begins; for the first page, one above all. */
    public int version() {
        return after == null ? Integer.MAX_VALUE : Integer.parseInt(after);
    }
}
