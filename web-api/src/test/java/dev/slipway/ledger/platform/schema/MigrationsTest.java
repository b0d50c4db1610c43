package dev.slipway.ledger.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final List<String> SCRIPTS = List.of("V9__a.sql", "V10__b.sql", "V11__c.sql");

    @Test
    void areTheVersionedScriptsInTheirOrder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            List<String> versioned = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .sorted()
                    .toList();
            assertThat(Migrations.scripts()).isNotEmpty().isEqualTo(versioned);
        }
    }

    @Test
    void areAllPendingInANewDatabase() {
        assertThat(Migrations.pending(SCRIPTS, 0)).isEqualTo(SCRIPTS);
    }

    @Test
    void arePendingIfTheyAreNewerThanTheNewestThatWasRun() {
        assertThat(Migrations.pending(SCRIPTS, 9)).containsExactly("V10__b.sql", "V11__c.sql");
        assertThat(Migrations.pending(SCRIPTS, 10)).containsExactly("V11__c.sql");
    }

    @Test
    void areNotPendingInANewerSchema() {
        assertThat(Migrations.pending(SCRIPTS, 11)).isEmpty();
        assertThat(Migrations.pending(SCRIPTS, 12)).isEmpty();
    }

    @Test
    void areNamedWhereTheDatabaseHasNoTableOfThem() {
        assertThatThrownBy(() -> Migrations.check(failing("42P01")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "the database lacks migrations of this archive: V202611230001__create_service.sql, ")
                .hasMessageEndingWith("./slipway deploy");
    }

    @Test
    void areNotTakenForPendingWhereTheDatabaseFails() {
        assertThatThrownBy(() -> Migrations.check(failing("08006")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not say")
                .hasCauseInstanceOf(SQLException.class);
    }

    private static DataSource failing(String state) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new SQLException("it fails", state);
                });
    }
}
