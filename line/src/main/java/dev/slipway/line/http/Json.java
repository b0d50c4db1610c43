package dev.slipway.line.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, read member by member; unknown members are ignored.
 *
 * <p>It uses Jackson's parser only: data binding would double the startup time of the CLI.
 */
public final class Json {
    /** The manifest of an audit extract is one text, which grows with the extract's files; as much is read of a file. */
    private static final int LONGEST_TEXT = 1 << 28;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final Map<String, @Nullable Object> members;

    private Json(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** An empty object, to be filled by {@link #with}. */
    public static Json object() {
        return new Json(new LinkedHashMap<>());
    }

    /**
     * Parses an object.
     *
     * @throws IOException if it is not a JSON object
     */
    public static Json read(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            return new Json(members(parser));
        }
    }

    /** Parses an object; an empty one if it is not a JSON object. */
    public static Json readOrEmpty(byte[] text) {
        try {
            return read(text);
        } catch (IOException e) {
            return object();
        }
    }

    /** The same, of a text. */
    public static Json readOrEmpty(String text) {
        return readOrEmpty(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets a member, unless its value is null. */
    public Json with(String member, @Nullable Object value) {
        if (value != null) {
            members.put(member, value instanceof Json json ? json.members : value);
        }
        return this;
    }

    /** A copy without a member. */
    public Json without(String member) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>(members);
        others.remove(member);
        return new Json(others);
    }

    /** Sets a member to a list of objects. */
    public Json withAll(String member, List<Json> values) {
        members.put(member, values.stream().map(value -> (Object) value.members).toList());
        return this;
    }

    /** A mandatory text. */
    public String text(String member) {
        return find(member)
                .orElseThrow(() -> new CallException(
                        "An answer has no '" + member + "'.",
                        "Is this program of another version than the line? See: slipway --version"));
    }

    /** An optional text or number. */
    public Optional<String> find(String member) {
        Object value = members.get(member);
        return value == null || value instanceof Collection || value instanceof Map
                ? Optional.empty()
                : Optional.of(value.toString());
    }

    /** The names of its members, in order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** A number, or a default if it is missing. */
    public long number(String member, long otherwise) {
        return members.get(member) instanceof Number number ? number.longValue() : otherwise;
    }

    /** Whether a member exists and is not null. */
    public boolean has(String member) {
        return members.get(member) != null;
    }

    /** Whether a member exists and is true. */
    public boolean is(String member) {
        return Boolean.TRUE.equals(members.get(member));
    }

    /** An optional point in time. */
    public Optional<Instant> time(String member) {
        return find(member).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /** A nested object; an empty one if it is missing. */
    @SuppressWarnings("unchecked") // what is read has such maps only
    public Json object(String member) {
        return members.get(member) instanceof Map<?, ?> map
                ? new Json((Map<String, @Nullable Object>) map)
                : new Json(new LinkedHashMap<>());
    }

    /** The objects of a list; empty if it is missing. */
    @SuppressWarnings("unchecked") // what is read has such maps only
    public List<Json> items(String member) {
        return elements(member).stream()
                .filter(Map.class::isInstance)
                .map(map -> new Json((Map<String, @Nullable Object>) map))
                .toList();
    }

    /** The texts of a list; empty if it is missing. */
    public List<String> texts(String member) {
        return elements(member).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** As JSON text. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(out, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private Collection<?> elements(String member) {
        return members.get(member) instanceof Collection<?> list ? list : List.of();
    }

    private static Map<String, @Nullable Object> members(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.writeFieldName(String.valueOf(member.getKey()));
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value.toString());
        }
    }
}
