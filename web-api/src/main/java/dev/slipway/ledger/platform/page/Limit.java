package dev.slipway.ledger.platform.page;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameter that says how many items a page has at most; the field is named as it is, for whoever reads what is refused. */
public class Limit {
    /** What it may be. */
    static final String FORM = "^([1-9][0-9]?|100)$";

    private static final String USUAL = "20";

    @QueryParam("limit")
    @DefaultValue(USUAL)
    @Pattern(regexp = FORM, message = "must be a whole number from 1 to 100")
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = USUAL))
    String limit = USUAL;

    /** How many. */
    public int size() {
        return Integer.parseInt(limit);
    }
}
