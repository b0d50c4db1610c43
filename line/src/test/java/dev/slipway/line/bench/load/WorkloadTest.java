package dev.slipway.line.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
    @Test
    void areListedInTheirOrderAndOnce() {
        assertThat(Workload.listed("W4,W1,W4")).isEqualTo(List.of(Workload.W1, Workload.W4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W6", "W1,", "w1", "W1 W2"})
    void areNotAnything(String text) {
        assertThatThrownBy(() -> Workload.listed(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void haveTheirScripts(Workload workload) {
        assertThat(Scratch.resource(workload.script() + ".lua")).contains("function request()");
        assertThat(Scratch.resource(workload.fileScript() + ".lua")).contains("function request()");
        workload.statements()
                .ifPresent(name -> assertThat(Scratch.resource(name + ".sql")).isNotBlank());
    }
}
