package dev.slipway.line.gitlab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkTest {

    /** Earlier bootstraps wrote the same: another fingerprint would set everything anew. */
    @Test
    void fingerprintsAreTheBeginningOfSha256() {
        assertThat(Mark.of("hook-secret-0123456789abcdef")).isEqualTo("Slipway sets this (c8f96e1c3f953626)");
    }
}
