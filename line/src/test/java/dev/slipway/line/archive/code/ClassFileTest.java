package dev.slipway.line.archive.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of classes that the compiler made. */
class ClassFileTest {
    private static final long LARGE = 1L << 40;
    private static final double PRECISE = 1.0 / 3;
    private static final String NESTED = "Ldev/slipway/line/archive/code/ClassFileTest$";
    private static final String PROPERTY = NESTED + "Property;";
    private static final String GIVEN = NESTED + "Given;";

    /** What its constants are of. */
    static Map<Object, Object> constants(String text) {
        IntSupplier lambda = text::length;
        return Map.of(LARGE, PRECISE, lambda.getAsInt() + text + 'x', lambda);
    }

    @ParameterizedTest
    @ValueSource(classes = {IntSupplier.class, Map.class, Test.class, Map.Entry.class})
    void tellsAnInterface(Class<?> type) throws IOException {
        assertThat(read(type).isInterface()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {ClassFileTest.class, ClassFile.class, String.class, Integer.class, Thread.State.class})
    void tellsAClass(Class<?> type) throws IOException {
        assertThat(read(type).isInterface()).isFalse();
    }

    @Test
    void refersToWhatItIsAnnotatedBy() throws IOException {
        assertThat(read(ClassFileTest.class).refersTo("Lorg/junit/jupiter/api/Test;"))
                .isTrue();
        assertThat(read(ClassFile.class).refersTo("Lorg/junit/jupiter/api/Test;"))
                .isFalse();
    }

    @Test
    void knowsTheJavaThatItIsCompiledFor() throws IOException {
        byte[] bytes = bytes(ClassFileTest.class);
        assertThat(new ClassFile(bytes).javaVersion())
                .isBetween(17, Runtime.version().feature());
        bytes[7] = 99;
        assertThat(new ClassFile(bytes).javaVersion()).isEqualTo(55);
        assertThat(new ClassFile(new byte[0]).javaVersion()).isZero();
        bytes[0] = 'P';
        assertThat(new ClassFile(bytes).javaVersion()).as("of what is no class").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 30})
    void mayBreakOff(int length) throws IOException {
        byte[] bytes = bytes(ClassFileTest.class);
        byte[] beginning = Arrays.copyOf(bytes, length);
        assertThat(new ClassFile(beginning).isInterface()).isFalse();
    }

    /** As of a message-driven bean, by its elements. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Property {
        String name();

        String value();

        int[] others() default {};

        Class<?> type() default Object.class;

        RetentionPolicy policy() default RetentionPolicy.RUNTIME;

        boolean isLast() default true;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Activation {
        Property[] value();
    }

    @Activation({
        @Property(
                value = "jakarta.jms.Queue",
                name = "type",
                others = {7, 8},
                type = ClassFileTest.class,
                policy = RetentionPolicy.CLASS,
                isLast = false),
        @Property(name = "lookup", value = "java:/jms/queue/orders")
    })
    static class Listener {
        static final double SHARE = PRECISE;

        @Property(name = "method", value = "\u00e4")
        long other() {
            return LARGE;
        }
    }

    @Test
    void hasAnnotationsAlsoWithinOthersWhateverTheirOrder() throws IOException {
        Map<String, String> first = Map.of(
                "value", "jakarta.jms.Queue", "name", "type", "others", "", "type", "", "policy", "", "isLast", "0");
        assertThat(read(Listener.class).annotations(PROPERTY))
                .containsExactlyInAnyOrder(
                        new Annotation(PROPERTY, first),
                        new Annotation(PROPERTY, Map.of("name", "lookup", "value", "java:/jms/queue/orders")),
                        new Annotation(PROPERTY, Map.of("name", "method", "value", "\u00e4")));
        assertThat(new Annotation(PROPERTY, first).hasFalse("isLast")).isTrue();
        assertThat(new Annotation(PROPERTY, first).hasFalse("isFirst")).isFalse();
        assertThat(read(ClassFile.class).annotations(PROPERTY)).isEmpty();
        assertThat(read(ClassFileTest.class).annotations(PROPERTY)).isEmpty();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Given {
        String lookup() default "";
    }

    /** As a qualifier. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Marked {}

    /** As of a tool that reads class files. */
    @interface Unseen {}

    static class Fields {
        static final long LIMIT = LARGE;

        final Runnable bare = () -> {};

        @Given
        @Unseen
        final Runnable given = () -> {};

        @Given(lookup = "java:/task")
        @Marked
        final Runnable named = () -> {};

        @Given
        final Callable<String> call = () -> "";
    }

    @Test
    void hasTheAnnotationsOfItsFields() throws IOException {
        Annotation named = new Annotation(GIVEN, Map.of("lookup", "java:/task"));
        assertThat(read(Fields.class).fields("Ljava/lang/Runnable;"))
                .containsExactly(
                        List.of(), List.of(new Annotation(GIVEN)), List.of(named, new Annotation(NESTED + "Marked;")));
        assertThat(read(Fields.class).fields("Ljava/util/concurrent/Callable;"))
                .containsExactly(List.of(new Annotation(GIVEN)));
        assertThat(read(Fields.class).fields("Ljava/lang/Object;")).isEmpty();
    }

    @Test
    void hasWhatIsBeforeItsDamage() throws IOException {
        byte[] bytes = bytes(Fields.class);
        for (int length = 0; length < bytes.length; length++) {
            ClassFile beginning = new ClassFile(Arrays.copyOf(bytes, length));
            assertThat(beginning.fields("Ljava/lang/Runnable;")).hasSizeBetween(0, 3);
        }
        assertThat(new ClassFile(Arrays.copyOf(bytes, bytes.length - 1)).fields("Ljava/lang/Runnable;"))
                .hasSize(3);
        bytes[0] = 'P';
        assertThat(new ClassFile(bytes).fields("Ljava/lang/Runnable;")).isEmpty();
    }

    /** A parser calls itself for each. */
    @Test
    void mayHaveAnnotationsWithinOthersWithoutEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream code = new DataOutputStream(bytes);
        code.writeLong(0xCAFEBABE_0000_003DL);
        code.writeShort(3);
        code.writeByte(1);
        code.writeUTF("RuntimeVisibleAnnotations");
        code.writeByte(1);
        code.writeUTF(GIVEN);
        // Its flags, names, interfaces, fields and methods; its one attribute.
        code.write(new byte[12]);
        code.writeShort(1);
        code.writeShort(1);
        String nested = "\0\u0002\0\u0001\0\u0001@".repeat(100_000);
        code.writeInt(2 + nested.length());
        code.writeShort(1);
        code.writeBytes(nested);
        assertThat(new ClassFile(bytes.toByteArray()).annotations(GIVEN)).isEmpty();
    }

    /** An archive may bring one that has each constant ten thousands of times: the agent has a single thread for the environment. */
    @Test
    void isReadOnceHoweverManyConstantsItHas() throws IOException {
        int most = Short.MAX_VALUE;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream code = new DataOutputStream(bytes);
        code.writeLong(0xCAFEBABE_0000_003DL);
        code.writeShort(2 * most + 1);
        for (int place = 0; place < most; place++) {
            code.writeByte(1);
            code.writeUTF("persistent");
        }
        for (int place = 0; place < most; place++) {
            code.writeByte(3);
            code.writeInt(0);
        }
        code.writeBytes("Z".repeat(400_000));
        List<Annotation> found = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> new ClassFile(bytes.toByteArray()).annotations("persistent"));
        assertThat(found).isEmpty();
    }

    private static ClassFile read(Class<?> type) throws IOException {
        return new ClassFile(bytes(type));
    }

    static byte[] bytes(Class<?> type) throws IOException {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream content = Objects.requireNonNull(type.getResourceAsStream(name))) {
            return content.readAllBytes();
        }
    }
}
