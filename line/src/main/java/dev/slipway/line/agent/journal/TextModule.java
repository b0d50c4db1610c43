package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.roll.ContentHash;
import java.io.IOException;
import java.util.function.Function;

/** Hashes and digests in the agent's files: each is a text, as an earlier agent writes and reads it. */
final class TextModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    TextModule() {
        add(ContentHash.class, ContentHash::new);
        add(Digest.class, Digest::new);
    }

    private <T> void add(Class<T> type, Function<String, T> reader) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return reader.apply(parser.getText());
            }
        });
    }
}
