package dev.slipway.line.agent.deployment.check.code;

import static java.util.stream.Collectors.joining;

import dev.slipway.line.archive.code.ClassFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Class files, as far as they are read. */
final class ClassFiles {
    private final List<String> constants = new ArrayList<>();

    /** An annotation. Its elements have texts, booleans, annotations, or lists of these. */
    record Mark(String type, Map<String, Object> elements) {
        Mark(String type) {
            this(type, Map.of());
        }
    }

    private ClassFiles() {}

    /** One with one constant, as far as its access flags. */
    static byte[] type(int access, String reference) {
        String file = "\u00ca\u00fe\u00ba\u00be\0\0\0\u003d" + "\0\u0002" + "\u0001\0" + (char) reference.length()
                + reference + (char) (access >> 8) + (char) (access & 0xff);
        return file.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One with these annotations. */
    static ClassFile annotated(Mark... marks) {
        ClassFiles file = new ClassFiles();
        // No fields, no methods.
        return file.of("\0\0\0\0" + file.attribute(marks));
    }

    /** One with a field of this type, and with its annotations. */
    static ClassFile field(String type, Mark... marks) {
        ClassFiles file = new ClassFiles();
        // Its flags, then no methods, no attributes.
        return file.of("\0\u0001\0\0" + file.text("field") + file.text(type) + file.attribute(marks) + "\0\0\0\0");
    }

    private ClassFile of(String members) {
        String file = "\u00ca\u00fe\u00ba\u00be\0\0\0\u003d" + number(constants.size() + 1) + String.join("", constants)
                + "\0\u0021\0\0\0\0\0\0" + members;
        return new ClassFile(file.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String attribute(Mark... marks) {
        String annotations =
                number(marks.length) + Stream.of(marks).map(this::annotation).collect(joining());
        return "\0\u0001" + text("RuntimeVisibleAnnotations") + "\0\0" + number(annotations.length()) + annotations;
    }

    private String annotation(Mark mark) {
        return text(mark.type())
                + number(mark.elements().size())
                + mark.elements().entrySet().stream()
                        .map(element -> text(element.getKey()) + value(element.getValue()))
                        .collect(joining());
    }

    private String value(Object value) {
        if (value instanceof Mark mark) {
            return "@" + annotation(mark);
        }
        if (value instanceof List<?> values) {
            return "[" + number(values.size())
                    + values.stream().map(this::value).collect(joining());
        }
        return value instanceof Boolean isTrue
                ? "Z" + constant("\u0003\0\0" + number(isTrue ? 1 : 0))
                : "s" + text(value.toString());
    }

    private String text(String text) {
        return constant("\u0001" + number(text.length()) + text);
    }

    /** Returns the place of a new one. */
    private String constant(String constant) {
        constants.add(constant);
        return number(constants.size());
    }

    private static String number(int number) {
        return String.valueOf((char) (number >> Byte.SIZE)) + (char) (number & 0xff);
    }
}
