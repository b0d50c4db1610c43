package dev.slipway.ledger.platform.page;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameter for the page size. */
public class Limit {
    /** The pattern of its values. */
    static final String FORM = "^([1-9][0-9]?|100)$";

    private static final String USUAL = "20";

    @QueryParam("limit")
    @DefaultValue(USUAL)
    @Pattern(regexp = FORM, message = "must be a whole number from 1 to 100")
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = USUAL))
    String limit = USUAL;

    /** The page size. */
    public int size() {
        return Integer.parseInt(limit);
    }
}
