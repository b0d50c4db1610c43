package dev.slipway.line.archive.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
        byte[] beginning = java.util.Arrays.copyOf(bytes, length);
        assertThat(new ClassFile(beginning).isInterface()).isFalse();
    }

    /** As that of Jakarta EE, by its elements. */
    @interface Property {
        String propertyName();

        String propertyValue();
    }

    @interface Activation {
        Property[] value();
    }

    @Activation({
        @Property(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
        @Property(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/orders")
    })
    static class Listener {
        static final double SHARE = PRECISE;

        String other() {
            return "java:/jms/queue/" + "other";
        }
    }

    @Test
    void knowsWhereABeanListens() throws IOException {
        ClassFile listener = new ClassFile(bytes(Listener.class));
        assertThat(listener.activationProperty("destinationLookup")).hasValue("java:/jms/queue/orders");
        assertThat(listener.activationProperty("destinationType")).hasValue("jakarta.jms.Queue");
        assertThat(listener.activationProperty("destination")).isEmpty();
        assertThat(read(ClassFile.class).activationProperty("destinationLookup"))
                .isEmpty();
        byte[] beginning = java.util.Arrays.copyOf(bytes(Listener.class), 200);
        assertThat(new ClassFile(beginning).activationProperty("destinationLookup"))
                .isEmpty();
    }

    /** As that of Jakarta EE, by two of its elements. */
    @interface Schedule {
        String hour() default "0";

        boolean persistent() default true;
    }

    static class OwnTimer {
        static final long LIMIT = LARGE;

        @Schedule(hour = "*", persistent = false)
        void fire() {}
    }

    static class SharedTimer {
        @Schedule(hour = "*", persistent = true)
        void fire() {}
    }

    static class UsualTimer {
        static final String ELEMENT = "persistent";

        @Schedule(hour = "*")
        int fire() {
            return ELEMENT.length();
        }
    }

    @Test
    void knowsWhichElementIsFalse() throws IOException {
        assertThat(read(OwnTimer.class).hasFalse("persistent")).isTrue();
        assertThat(read(OwnTimer.class).hasFalse("hour")).isFalse();
        assertThat(read(SharedTimer.class).hasFalse("persistent")).isFalse();
        assertThat(read(UsualTimer.class).hasFalse("persistent")).isFalse();
        byte[] beginning = java.util.Arrays.copyOf(bytes(OwnTimer.class), 200);
        assertThat(new ClassFile(beginning).hasFalse("persistent")).isFalse();
    }

    /** As that of a resource, by one of its elements. */
    @interface Given {
        String lookup() default "";
    }

    static class ByDefault {
        static final long LIMIT = LARGE;
        final Object other = PRECISE;

        @Given
        final Runnable task = () -> {};
    }

    static class ByName {
        @Given
        final Object other = LARGE;

        @Given(lookup = "java:/task")
        final Runnable task = () -> {};

        @Given
        @Marked
        final Callable<String> call = () -> "";
    }

    /** As a qualifier. */
    @interface Marked {}

    @Test
    void knowsWhichFieldHasAnAnnotationWithoutElements() throws IOException {
        String given = "Ldev/slipway/line/archive/code/ClassFileTest$Given;";
        assertThat(read(ByDefault.class).hasField("Ljava/lang/Runnable;", given))
                .isTrue();
        assertThat(read(ByDefault.class).hasField("Ljava/lang/Object;", given)).isFalse();
        assertThat(read(ByName.class).hasField("Ljava/lang/Runnable;", given)).isFalse();
        assertThat(read(ByName.class).hasField("Ljava/lang/Object;", given)).isTrue();
        assertThat(read(ByName.class).hasField("Ljava/util/concurrent/Callable;", given))
                .isTrue();
        assertThat(read(ByName.class).hasFieldOfOne("Ljava/util/concurrent/Callable;", given))
                .isFalse();
        assertThat(read(ByName.class).hasFieldOfOne("Ljava/lang/Object;", given))
                .isTrue();
        assertThat(read(ByName.class).hasFieldOfOne("Ljava/lang/Runnable;", given))
                .isFalse();
        byte[] bytes = bytes(ByDefault.class);
        for (int length = 0; length < bytes.length; length++) {
            ClassFile beginning = new ClassFile(java.util.Arrays.copyOf(bytes, length));
            assertThat(beginning.hasField("Ljava/lang/Object;", given)).isFalse();
        }
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
        boolean hasFalse = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> new ClassFile(bytes.toByteArray()).hasFalse("persistent"));
        assertThat(hasFalse).isFalse();
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
