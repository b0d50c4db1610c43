package dev.slipway.ledger.group.restart;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;

/**
 * The steps of one restart.
 *
 * @param items one by one, in order
 */
public record RestartSteps(List<RestartStep> items) {
    static final RestartSteps NONE = new RestartSteps(List.of());

    public RestartSteps {
        items = List.copyOf(items);
    }

    @Converter(autoApply = true)
    static class Column extends JsonColumn<RestartSteps, List<RestartStep>> {
        Column() {
            super(new TypeReference<>() {}, RestartSteps::items, RestartSteps::new, "a restart's steps");
        }
    }
}
