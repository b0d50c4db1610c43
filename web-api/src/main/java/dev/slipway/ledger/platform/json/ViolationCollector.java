package dev.slipway.ledger.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import dev.slipway.ledger.platform.text.Moments;
import dev.slipway.ledger.platform.text.Text;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records members that cannot be read and continues, so that a client gets all its mistakes at once.
 *
 * <p>They go to the map in the reader's {@linkplain #ATTRIBUTE attribute}; without one, Jackson throws as usual.
 */
class ViolationCollector extends DeserializationProblemHandler {
    /** Names the attribute of a read that holds its {@code Map<String, String>} of members and what is wrong with them. */
    static final String ATTRIBUTE = "violations";

    /** The most mistakes that are reported. */
    private static final int LIMIT = 100;

    /** Stands for the body as a whole. */
    static final String BODY = "(body)";

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        if (!note(context, member(parser), "is not a member of this request")) {
            return false;
        }
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String message) throws IOException {
        return note(context, member(context.getParser()), expected(type)) ? null : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String message) throws IOException {
        return note(context, member(context.getParser()), expected(type)) ? null : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message)
            throws IOException {
        if (!note(context, member(parser), expected(type.getRawClass()))) {
            return NOT_HANDLED;
        }
        parser.skipChildren();
        return null;
    }

    /** A text that is no constant that clients may use. */
    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable problem)
            throws IOException {
        return type.isEnum() && note(context, member(context.getParser()), String.valueOf(problem.getMessage()))
                ? null
                : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context,
            Class<?> type,
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        return note(context, member(parser), expected(type)) ? null : NOT_HANDLED;
    }

    static String expected(Class<?> type) {
        if (type == String.class) {
            return "must be text";
        }
        if (type == Instant.class) {
            return Moments.RULE;
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (type == Integer.class || type == int.class) {
            return "must be a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return Text.BOOLEAN_RULE;
        }
        if (type == UUID.class) {
            return "must be a UUID";
        }
        return Collection.class.isAssignableFrom(type) ? "must be a JSON array" : "must be a JSON object";
    }

    /** Where the parser is, as Bean Validation writes it: {@code commits[2].sha}. */
    private static String member(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        // At the start of an array or an object the parser is inside of it already.
        JsonStreamContext around = parser.getParsingContext();
        JsonToken token = parser.currentToken();
        JsonStreamContext start = token != null && token.isStructStart() ? around.getParent() : around;
        for (JsonStreamContext context = start; context != null; context = context.getParent()) {
            if (context.inArray()) {
                path.insert(0, "[" + context.getCurrentIndex() + "]");
            } else if (context.inObject() && context.getCurrentName() != null) {
                path.insert(0, "." + context.getCurrentName());
            }
        }
        return path.isEmpty() ? BODY : path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    @SuppressWarnings("unchecked") // the one who sets the attribute is in this package
    private static boolean note(DeserializationContext context, String member, String detail) {
        if (!(context.getAttribute(ATTRIBUTE) instanceof Map<?, ?> violations)) {
            return false;
        }
        if (violations.size() < LIMIT) {
            ((Map<String, String>) violations).putIfAbsent(member, detail);
        }
        return true;
    }
}
