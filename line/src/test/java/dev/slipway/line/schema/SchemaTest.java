package dev.slipway.line.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void knowsATableInUseFromAMigrationThatIsWrong() {
        SQLException timeout = new SQLException("canceling statement due to lock timeout", "55P03");
        assertThat(Schema.isInUse(new FlywayException("V1__a.sql failed", new FlywayException("at line 1", timeout))))
                .isTrue();
        SQLException wrong = new SQLException("syntax error", "42601");
        assertThat(Schema.isInUse(new FlywayException("V1__a.sql failed", wrong)))
                .isFalse();
        assertThat(Schema.isInUse(new FlywayException("no connection"))).isFalse();
    }
}
