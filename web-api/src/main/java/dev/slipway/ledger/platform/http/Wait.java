package dev.slipway.ledger.platform.http;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameter for the duration of a long poll. */
public class Wait {
    private static final String NONE = "0";

    @QueryParam("wait")
    @DefaultValue(NONE)
    @Pattern(regexp = "^([12]?[0-9]|30)$", message = "must be a whole number from 0 to 30")
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "30", defaultValue = NONE))
    String wait = NONE;

    /** The duration in seconds; 0 for an answer at once. */
    public int seconds() {
        return Integer.parseInt(wait);
    }
}
