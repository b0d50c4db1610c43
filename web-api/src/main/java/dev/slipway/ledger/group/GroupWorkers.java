package dev.slipway.ledger.group;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;

/**
 * The workers of one server group.
 *
 * @param items one by one
 */
record GroupWorkers(List<GroupWorker> items) {
    static final GroupWorkers NONE = new GroupWorkers(List.of());

    GroupWorkers {
        items = List.copyOf(items);
    }

    @Converter(autoApply = true)
    static class Column extends JsonColumn<GroupWorkers, List<GroupWorker>> {
        Column() {
            super(new TypeReference<>() {}, GroupWorkers::items, GroupWorkers::new, "a server group's workers");
        }
    }
}
