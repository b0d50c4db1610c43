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

    /** Databases are restored with their settings, by which nothing more could be written. */
    @Test
    void itsProgramsGoByNoSettingOfADatabase() {
        assertThat(Server.environment("sesame").get("PGOPTIONS")).contains("-c default_transaction_read_only=off");
    }
}
