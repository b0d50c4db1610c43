package dev.slipway.line.archive.code;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A compiled class, most of all its constant pool, which says what the class refers to. */
public final class ClassFile {
    private static final int ACC_INTERFACE = 0x0200;

    // JVMS 4.1
    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_VERSION_AT = 6;

    /** The major version of Java 1.1 is 45. */
    private static final int VERSION_OFFSET = 44;

    // JVMS 4.4
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;
    private static final int CONSTANTS_AT = 8;

    /** An annotation's value that is a text. */
    private static final char TEXT_TAG = 's';

    /** One that is true or false. */
    private static final char BOOLEAN_TAG = 'Z';

    private final byte[] bytes;
    private final String text;

    /** Takes a constant. */
    @FunctionalInterface
    private interface ConstantVisitor {
        void visit(int place, int at);
    }

    /** Reads a class file, or the beginning of one. */
    public ClassFile(byte[] bytes) {
        this.bytes = bytes;
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether a constant contains this text: {@code Ljakarta/ejb/Schedule;} is an annotation or a type. */
    public boolean refersTo(String name) {
        return text.contains(name);
    }

    /** Whether it refers to one of these at least. */
    public boolean refersToOne(List<String> names) {
        return names.stream().anyMatch(this::refersTo);
    }

    /** The same of a pattern. */
    public boolean contains(Pattern constant) {
        return constant.matcher(text).find();
    }

    /** The version of Java that it is compiled for, such as 17; 0 for anything that is not a class file. */
    public int javaVersion() {
        boolean isClass = (number(0) << Short.SIZE | number(2)) == MAGIC;
        return isClass ? Math.max(number(MAJOR_VERSION_AT) - VERSION_OFFSET, 0) : 0;
    }

    /**
     * The value of an {@code @ActivationConfigProperty} of a message-driven bean, if the annotation names the property first, as is usual.
     *
     * @param property its name, such as {@code destinationLookup}
     */
    public Optional<String> activationProperty(String property) {
        Map<Integer, String> texts = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        int end = visitTexts((place, value) -> {
            texts.put(place, value);
            places.put(value, place);
        });
        Integer name = places.get("propertyName");
        Integer named = places.get(property);
        Integer value = places.get("propertyValue");
        if (name == null || named == null || value == null) {
            return Optional.empty();
        }
        // JVMS 4.7.16: pairs of an element's name and its value, a text by its place.
        String annotation = twoBytes(name) + TEXT_TAG + twoBytes(named) + twoBytes(value) + TEXT_TAG;
        int at = text.indexOf(annotation, end);
        return at < 0 ? Optional.empty() : Optional.ofNullable(texts.get(number(at + annotation.length())));
    }

    /**
     * Whether an annotation sets an element to false.
     *
     * @param element its name, such as {@code persistent}
     */
    public boolean hasFalse(String element) {
        Set<Integer> names = new HashSet<>();
        visitTexts((place, value) -> {
            if (value.equals(element)) {
                names.add(place);
            }
        });
        Set<Integer> zeros = new HashSet<>();
        int end = visitConstants((place, at) -> {
            if (bytes[at] == INTEGER && number(at + 1) == 0 && number(at + 3) == 0) {
                zeros.add(place);
            }
        });
        // JVMS 4.7.16: the value follows the element's name, false by the place of an integer that is 0.
        return IntStream.range(end, bytes.length - 4)
                .anyMatch(at ->
                        bytes[at + 2] == BOOLEAN_TAG && names.contains(number(at)) && zeros.contains(number(at + 3)));
    }

    /**
     * Whether a field of a type has an annotation that sets no element.
     *
     * @param type its descriptor, such as {@code Ljavax/sql/DataSource;}
     * @param annotation its type's, such as {@code Ljakarta/annotation/Resource;}
     */
    public boolean hasField(String type, String annotation) {
        return hasField(type, annotation, String::contains);
    }

    /** The same of a field that has no other annotation. */
    public boolean hasFieldOfOne(String type, String annotation) {
        // JVMS 4.7.16: the number of annotations precedes them.
        return hasField(type, annotation, (attribute, bare) -> attribute.equals(twoBytes(1) + bare));
    }

    private boolean hasField(String type, String annotation, BiPredicate<String, String> isIn) {
        // Few classes have.
        if (!refersTo(type) || !refersTo(annotation)) {
            return false;
        }
        Map<String, Integer> places = new HashMap<>();
        // JVMS 4.1: flags, the class, its superclass, its interfaces, its fields.
        int at = visitTexts((place, value) -> places.put(value, place)) + 6;
        Integer ofType = places.get(type);
        Integer ofAnnotation = places.get(annotation);
        if (ofType == null || ofAnnotation == null) {
            return false;
        }
        // JVMS 4.7.16: the number of its elements follows its type.
        String bare = twoBytes(ofAnnotation) + "\0\0";
        at += 2 + 2 * number(at);
        int fields = number(at);
        at += 2;
        for (int field = 0; field < fields && at < bytes.length; field++) {
            boolean isOfType = number(at + 4) == ofType;
            int attributes = number(at + 6);
            at += 8;
            for (int attribute = 0; attribute < attributes && at < bytes.length; attribute++) {
                int start = at + 6;
                long end = start + ((long) number(at + 2) << Short.SIZE) + number(at + 4);
                if (end > bytes.length) {
                    return false;
                }
                at = (int) end;
                if (isOfType && isIn.test(text.substring(start, at), bare)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String twoBytes(int number) {
        return String.valueOf((char) (number >> Byte.SIZE)) + (char) (number & 0xff);
    }

    /** Whether it is an interface or an annotation; false for anything that is not a class file. */
    public boolean isInterface() {
        return (number(visitConstants((place, at) -> {})) & ACC_INTERFACE) != 0;
    }

    /** Passes on each text with its place among the constants; returns where these end. */
    private int visitTexts(BiConsumer<Integer, String> visitor) {
        return visitConstants((place, at) -> {
            int start = at + 3;
            int end = start + number(at + 1);
            if (bytes[at] == UTF8 && end <= bytes.length) {
                visitor.accept(place, text.substring(start, end));
            }
        });
    }

    /** Visits each constant with its index and offset; returns the offset of their end. */
    private int visitConstants(ConstantVisitor visitor) {
        int at = CONSTANTS_AT + 2;
        int count = number(CONSTANTS_AT);
        for (int constant = 1; constant < count; constant++) {
            int tag = at < bytes.length ? bytes[at] : 0;
            if (tag != 0) {
                visitor.visit(constant, at);
            }
            at += switch (tag) {
                case UTF8 -> 3 + number(at + 1);
                case LONG, DOUBLE -> 9;
                case METHOD_HANDLE -> 4;
                // Class, String, MethodType, Module, Package
                case 7, 8, 16, 19, 20 -> 3;
                default -> 5;
            };
            // These take two entries.
            constant += tag == LONG || tag == DOUBLE ? 1 : 0;
        }
        return at;
    }

    private int number(int at) {
        return at + 1 < bytes.length
                ? Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1])
                : 0;
    }
}
