package dev.slipway.ledger.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void pointsBehindItsLastItemWhenThereIsMore() {
        Page<String> page = Page.of(List.of(1, 2, 3), 2, number -> "item " + number, number -> "after " + number);

        assertThat(page).isEqualTo(new Page<>(List.of("item 1", "item 2"), "after 2"));
    }

    @Test
    void isTheLastWhenNothingIsLeft() {
        assertThat(Page.of(List.of("a", "b"), 2, Function.identity(), Function.identity())
                        .next())
                .isNull();
    }

    @Test
    void mayBeEmpty() {
        assertThat(Page.of(List.<String>of(), 20, Function.identity(), Function.identity()))
                .isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void hasAsManyItemsAsTheLimitSays() {
        Limit limit = new Limit();
        limit.limit = "2";

        Page<Integer> page =
                limit.page(most -> List.of(1, 2, 3, 4).subList(0, most), Function.identity(), Object::toString);

        assertThat(page).isEqualTo(new Page<>(List.of(1, 2), "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "20", "99", "100"})
    void takesLimitsFromOneToAHundred(String limit) {
        assertThat(limit).matches(Limit.FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "101", "1000", "-1", "1.5", "ten", "１", "1\n"})
    void takesNoOtherLimits(String limit) {
        assertThat(limit.matches(Limit.FORM)).isFalse();
    }
}
