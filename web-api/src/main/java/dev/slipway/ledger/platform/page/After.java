package dev.slipway.ledger.platform.page;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The parameter for the page of a list that is ordered by time. */
public class After {

    @QueryParam("after")
    @Pattern(regexp = Cursor.FORM, message = Cursor.FORM_RULE)
    @Nullable
    String after;

    /** The place after which the page begins; null for the first page. */
    public @Nullable Cursor cursor() {
        return Cursor.parse(after);
    }
}
