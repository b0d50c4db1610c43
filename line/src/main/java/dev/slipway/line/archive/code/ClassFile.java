package dev.slipway.line.archive.code;

import dev.slipway.line.archive.code.AnnotationReader.Member;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled class, most of all its constant pool, which says what the class refers to. */
public final class ClassFile {
    // JVMS 4.1
    static final int MAGIC = 0xCAFEBABE;
    private static final int ACC_INTERFACE = 0x0200;
    private static final int MAJOR_VERSION_AT = 6;

    /** The major version of Java 1.1 is 45. */
    private static final int VERSION_OFFSET = 44;

    private final byte[] bytes;
    private final String text;

    /** Few classes are read by their structure, and those for several questions. */
    private @Nullable AnnotationReader structure;

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

    /** Its annotations of a type, wherever they are, also within others. */
    public List<Annotation> annotations(String type) {
        return refersTo(type)
                ? structure().annotations().stream()
                        .filter(one -> one.type().equals(type))
                        .toList()
                : List.of();
    }

    /**
     * The annotations of each of its fields of a type.
     *
     * @param type its descriptor, such as {@code Ljavax/sql/DataSource;}
     */
    public List<List<Annotation>> fields(String type) {
        return refersTo(type)
                ? structure().fields().stream()
                        .filter(one -> one.type().equals(type))
                        .map(Member::annotations)
                        .toList()
                : List.of();
    }

    /** Whether it is an interface or an annotation; false for anything that is not a class file. */
    public boolean isInterface() {
        return (structure().access() & ACC_INTERFACE) != 0;
    }

    private AnnotationReader structure() {
        if (structure == null) {
            structure = new AnnotationReader(bytes);
        }
        return structure;
    }

    private int number(int at) {
        return at + 1 < bytes.length
                ? Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1])
                : 0;
    }
}
