package dev.slipway.ledger.platform.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param next the cursor of the page after it, told in the header {@code Link}; null on the last page
 */
@Schema(
        description = "One page of a list; the header Link has the address of the next one.",
        requiredProperties = {"items"})
public record Page<T>(
        List<T> items,
        @JsonIgnore @Schema(hidden = true) @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page from rows that were read with one more than fit: the extra row says that there is more.
     *
     * @param rows at most {@code limit} + 1
     * @param item converts a row for the client
     * @param cursor the row's position in the order
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, String> cursor) {
        List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? cursor.apply(shown.get(limit - 1)) : null;
        return new Page<>(shown.stream().map(item).toList(), next);
    }
}
