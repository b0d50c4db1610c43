package dev.slipway.line.archive.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the annotations of a class, its fields and its methods. An archive may bring a class file that no compiler made: no byte is read
 * twice, and if the file breaks off or is damaged, what is before counts.
 */
final class AnnotationReader {
    // JVMS 4.4
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;

    // JVMS 4.7.16
    private static final String ATTRIBUTE = "RuntimeVisibleAnnotations";

    private final Map<Integer, String> constants = new HashMap<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Member> fields = new ArrayList<>();
    private int access;

    /**
     * A field or a method.
     *
     * @param type its descriptor
     */
    record Member(String type, List<Annotation> annotations) {}

    AnnotationReader(byte[] bytes) {
        try {
            read(ByteBuffer.wrap(bytes));
        } catch (RuntimeException | StackOverflowError e) {
            // It breaks off, is damaged, or is nested too deeply.
        }
    }

    /** The class's access flags. */
    int access() {
        return access;
    }

    /** All annotations, also those within others. */
    List<Annotation> annotations() {
        return annotations;
    }

    List<Member> fields() {
        return fields;
    }

    private void read(ByteBuffer file) {
        if (file.getInt() != ClassFile.MAGIC) {
            return;
        }
        // JVMS 4.1: versions, constants, flags, the class and its superclass, interfaces, fields, methods, attributes.
        skip(file, 4);
        readConstants(file);
        access = number(file);
        skip(file, 4);
        skip(file, 2 * number(file));
        readMembers(file, fields);
        readMembers(file, new ArrayList<>());
        readAttributes(file);
    }

    private void readConstants(ByteBuffer file) {
        int count = number(file);
        for (int place = 1; place < count; place++) {
            int tag = file.get();
            switch (tag) {
                case UTF8 -> constants.put(place, text(file));
                case INTEGER -> constants.put(place, String.valueOf(file.getInt()));
                case LONG, DOUBLE -> skip(file, 8);
                case METHOD_HANDLE -> skip(file, 3);
                // Class, String, MethodType, Module, Package
                case 7, 8, 16, 19, 20 -> skip(file, 2);
                default -> skip(file, 4);
            }
            // These take two entries.
            place += tag == LONG || tag == DOUBLE ? 1 : 0;
        }
    }

    private void readMembers(ByteBuffer file, List<Member> members) {
        for (int left = number(file); left > 0; left--) {
            skip(file, 4);
            members.add(new Member(constant(file), readAttributes(file)));
        }
    }

    /** Returns the annotations, without those within others. */
    private List<Annotation> readAttributes(ByteBuffer file) {
        List<Annotation> own = List.of();
        for (int left = number(file); left > 0; left--) {
            String name = constant(file);
            int length = file.getInt();
            ByteBuffer attribute = file.slice(file.position(), length);
            skip(file, length);
            if (name.equals(ATTRIBUTE)) {
                own = readAnnotations(attribute);
            }
        }
        return own;
    }

    private List<Annotation> readAnnotations(ByteBuffer attribute) {
        List<Annotation> own = new ArrayList<>();
        for (int left = number(attribute); left > 0; left--) {
            own.add(readAnnotation(attribute));
        }
        return own;
    }

    private Annotation readAnnotation(ByteBuffer attribute) {
        String type = constant(attribute);
        Map<String, String> values = new HashMap<>();
        for (int left = number(attribute); left > 0; left--) {
            values.put(constant(attribute), readValue(attribute));
        }
        Annotation annotation = new Annotation(type, values);
        annotations.add(annotation);
        return annotation;
    }

    private String readValue(ByteBuffer attribute) {
        switch (attribute.get()) {
            case '@' -> readAnnotation(attribute);
            case '[' -> {
                for (int left = number(attribute); left > 0; left--) {
                    readValue(attribute);
                }
            }
            case 'c' -> skip(attribute, 2);
            case 'e' -> skip(attribute, 4);
            default -> {
                return constant(attribute);
            }
        }
        return "";
    }

    /** The text or number whose place is next; empty if there is none at it. */
    private String constant(ByteBuffer buffer) {
        return constants.getOrDefault(number(buffer), "");
    }

    private static String text(ByteBuffer file) {
        byte[] bytes = new byte[number(file)];
        file.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int number(ByteBuffer buffer) {
        return Short.toUnsignedInt(buffer.getShort());
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
