package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class IncidentTest {

    @Test
    void tellsNothingOfTheInside() {
        Problem problem =
                Incident.of(new IllegalStateException("password=secret")).problem();

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.toString()).doesNotContain("secret", "IllegalState");
        assertThat(problem.instance()).asString().matches("urn:uuid:[0-9a-f-]{36}");
    }

    @Test
    void tellsAFaultFromAnUndeployment() {
        Throwable gone = new IllegalStateException("EntityManagerFactory is closed");

        assertThat(Incident.of(gone, true).problem().status()).isEqualTo(503);
        assertThat(Incident.of(gone, true).problem().type()).hasFragment("ledger-stopping");
        assertThat(Incident.of(gone, false).problem().status()).isEqualTo(500);
    }

    @Test
    void namesAFullDisk() {
        Throwable ofTheDatabase = new IllegalStateException(new SQLException("could not extend file", "53100"));
        Throwable ofAFile =
                new UncheckedIOException(new FileSystemException("/tmp/spool", null, "No space left on device"));
        Throwable another = new UncheckedIOException(new FileSystemException("/tmp/spool", null, "Is a directory"));

        assertThat(Incident.of(ofTheDatabase).problem().status()).isEqualTo(503);
        assertThat(Incident.of(ofTheDatabase).problem().type()).hasFragment("disk-full");
        assertThat(Incident.of(ofAFile).problem().type()).hasFragment("disk-full");
        assertThat(Incident.of(another).problem().type()).hasFragment("internal-error");
    }

    @Test
    void tellsALostDatabaseFromAFault() {
        Throwable lost = new IllegalStateException(new SQLException("connection refused", "08001"));
        Throwable fault = new IllegalStateException(new SQLException("no such column", "42703"));

        assertThat(Incident.of(lost).problem().status()).isEqualTo(503);
        assertThat(Incident.of(fault).problem().status()).isEqualTo(500);
    }
}
