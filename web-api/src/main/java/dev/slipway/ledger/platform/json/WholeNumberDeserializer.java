package dev.slipway.ledger.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A whole number is a JSON number without a fraction, in the range of an int. */
class WholeNumberDeserializer extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1L;

    WholeNumberDeserializer() {
        super(Integer.class);
    }

    @Override
    public @Nullable Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        boolean isInt =
                parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getNumberType() == JsonParser.NumberType.INT;
        return isInt ? (Integer) parser.getIntValue() : (Integer) context.handleUnexpectedToken(Integer.class, parser);
    }
}
