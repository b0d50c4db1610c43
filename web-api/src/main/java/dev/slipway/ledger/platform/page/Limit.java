package dev.slipway.ledger.platform.page;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
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

    public int size() {
        return Integer.parseInt(limit);
    }

    /**
     * Makes a page of this size.
     *
     * @param rows reads at most the given number of rows
     * @param item converts a row for the client
     * @param cursor the row's position in the order
     */
    public <R, T> Page<T> page(IntFunction<List<R>> rows, Function<R, T> item, Function<R, String> cursor) {
        return Page.of(rows.apply(size() + 1), size(), item, cursor);
    }
}
