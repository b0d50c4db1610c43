package dev.slipway.line.backup.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTest {
    /** Whoever listens there while PostgreSQL does not may ask for the password as it is. */
    @Test
    void itsProgramsSendNobodyThePassword() {
        assertThat(new Server("127.0.0.1", 5432, "sesame").environment())
                .containsEntry("PGPASSWORD", "sesame")
                .containsEntry("PGREQUIREAUTH", "scram-sha-256");
    }
}
