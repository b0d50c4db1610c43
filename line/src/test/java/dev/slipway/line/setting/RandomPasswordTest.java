package dev.slipway.line.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomPasswordTest {
    @Test
    void hasThe160BitsThatAFastHashNeeds() {
        assertThat(Stream.generate(RandomPassword::next).limit(100))
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("[A-Za-z0-9_-]{27}"));
    }
}
