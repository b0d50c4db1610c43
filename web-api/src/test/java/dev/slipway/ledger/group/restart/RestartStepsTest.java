package dev.slipway.ledger.group.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartStepsTest {

    @Test
    void areReadAsTheNextReleaseWritesThem() {
        assertThat(new RestartSteps.Column().convertToEntityAttribute("""
                        [{"at":"2026-11-23T10:15:30Z","kind":"done","text":"Drained","later":1}]"""))
                .isEqualTo(new RestartSteps(
                        List.of(new RestartStep(Instant.parse("2026-11-23T10:15:30Z"), "done", null, "Drained"))));
    }
}
