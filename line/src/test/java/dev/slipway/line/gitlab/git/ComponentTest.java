package dev.slipway.line.gitlab.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComponentTest {

    @Test
    void versionsGoUpByTheSecondNumber() {
        assertThat(Component.after(Optional.empty())).isEqualTo("1.0.0");
        assertThat(Component.after(Optional.of("1.9.3"))).isEqualTo("1.10.0");
    }

    @Test
    void tagsOfOthersAreNoVersions() {
        assertThat(Component.last(Stream.of("v2", "9.9rc.0", "1.99999999999.0", "1.10.0-rc1", "1.9.3", "1.9.2")))
                .contains("1.9.3");
        assertThat(Component.last(Stream.of("9.9rc.0"))).isEmpty();
    }
}
