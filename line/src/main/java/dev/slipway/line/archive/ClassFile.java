package dev.slipway.line.archive;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The constant pool of a compiled class, which says what the class refers to. */
public final class ClassFile {
    private static final int ACC_INTERFACE = 0x0200;

    // JVMS 4.1
    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_VERSION_AT = 6;

    /** The major version of Java 1.1 is 45. */
    private static final int VERSION_OFFSET = 44;

    // JVMS 4.4
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;
    private static final int CONSTANTS_AT = 8;

    private final byte[] bytes;
    private final String text;

    /** Reads a class file, or the beginning of one. */
    public ClassFile(byte[] bytes) {
        this.bytes = bytes;
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether a constant contains this text: {@code Ljakarta/ejb/Schedule;} is an annotation or a type. */
    public boolean refersTo(String name) {
        return text.contains(name);
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

    /** Whether it is an interface or an annotation; false for anything that is not a class file. */
    public boolean isInterface() {
        int at = CONSTANTS_AT + 2;
        int count = number(CONSTANTS_AT);
        for (int constant = 1; constant < count; constant++) {
            int tag = at < bytes.length ? bytes[at] : 0;
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
        return (number(at) & ACC_INTERFACE) != 0;
    }

    private int number(int at) {
        return at + 1 < bytes.length
                ? Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1])
                : 0;
    }
}
