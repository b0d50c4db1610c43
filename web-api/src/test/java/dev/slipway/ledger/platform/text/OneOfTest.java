package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.ledger.IndexedClasses;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneOfTest {
    private enum Rig {
        SLOOP,
        KETCH,
        YAWL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Boat(
            @OneOf(Rig.class) String rig,

            @OneOf(
                    value = Rig.class,
                    only = {"ketch", "yawl"})
            String twoMasts) {}

    private record Wrong(
            @OneOf(
                    value = Rig.class,
                    only = {"ketch", "brig"})
            String rig) {}

    private final Violations violations = new Violations();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"sloop", "ketch", "yawl"})
    void takesTheNamesOfAllConstantsAndNull(@Nullable String text) throws NoSuchFieldException {
        assertThat(isValid("rig", text)).isTrue();
        assertThat(violations.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SLOOP", "sloop\n", "sloop|ketch", "brig"})
    void refusesAnythingElseAndListsTheNames(String text) throws NoSuchFieldException {
        assertThat(isValid("rig", text)).isFalse();
        assertThat(violations.messages()).containsExactly("must be one of sloop, ketch, yawl");
    }

    @Test
    void takesOnlySomeWhereItSaysSo() throws NoSuchFieldException {
        assertThat(isValid("twoMasts", "yawl")).isTrue();
        assertThat(isValid("twoMasts", "sloop")).isFalse();
        assertThat(violations.messages()).containsExactly("must be one of ketch, yawl");
    }

    @Test
    void failsWhereANameIsNoConstants() throws NoSuchFieldException {
        OneOf wrong = Wrong.class.getDeclaredField("rig").getAnnotation(OneOf.class);

        assertThatIllegalArgumentException().isThrownBy(() -> new OneOf.Validator().initialize(wrong));
    }

    static Stream<OneOf> uses() {
        return IndexedClasses.using(OneOf.class)
                .flatMap(type -> Stream.<AnnotatedElement>concat(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods())
                                .flatMap(method -> Arrays.stream(method.getParameters()))))
                .flatMap(element -> Arrays.stream(element.getAnnotationsByType(OneOf.class)));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void isUsedWithNamesThatThereAre(OneOf use) {
        new OneOf.Validator().initialize(use);
    }

    private boolean isValid(String field, @Nullable String text) throws NoSuchFieldException {
        OneOf.Validator validator = new OneOf.Validator();
        validator.initialize(Boat.class.getDeclaredField(field).getAnnotation(OneOf.class));
        return validator.isValid(text, violations.context());
    }
}
