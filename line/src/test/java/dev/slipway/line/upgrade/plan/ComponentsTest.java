package dev.slipway.line.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final String MODULE =
            "<parent><version>%s</version></parent><artifactId>ear</artifactId><plugin><version>%s</version></plugin>";

    private final Components former = new Components("0.1.0", Map.of(), 17);
    private final Components coming = new Components("0.2.0", Map.of(), 17);

    @Test
    void aModuleOfAnotherReleaseSaysTheSame() {
        assertThat(former.hasSamePom(MODULE.formatted("0.1.0", "5.0"), coming, MODULE.formatted("0.2.0", "5.0")))
                .isTrue();
    }

    @Test
    void anotherPluginIsAnotherBuild() {
        assertThat(former.hasSamePom(MODULE.formatted("0.1.0", "5.0"), coming, MODULE.formatted("0.2.0", "5.1")))
                .isFalse();
        // It has the number of a release by chance.
        assertThat(former.hasSamePom(MODULE.formatted("0.1.0", "0.1.0"), coming, MODULE.formatted("0.2.0", "0.2.0")))
                .isFalse();
    }
}
