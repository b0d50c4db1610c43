package dev.slipway.ledger.definition;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.util.function.Function;

@Converter(autoApply = true)
class DefinitionColumn extends JsonColumn<Definition, Definition> {
    DefinitionColumn() {
        super(new TypeReference<>() {}, Function.identity(), Function.identity(), "a service's definition");
    }
}
