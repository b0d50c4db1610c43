package dev.slipway.ledger.request;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;

/**
 * The gate's reasons when it was last evaluated.
 *
 * @param items one by one
 */
record Reasons(List<Reason> items) {

    Reasons {
        items = List.copyOf(items);
    }

    @Converter(autoApply = true)
    static class Column extends JsonColumn<Reasons, List<StoredReason>> {
        Column() {
            super(
                    new TypeReference<>() {},
                    reasons -> reasons.items().stream().map(StoredReason::of).toList(),
                    stored -> new Reasons(
                            stored.stream().map(StoredReason::toReason).toList()),
                    "a deployment request's reasons");
        }
    }
}
