package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final Losses.Work NO_TEST = () -> {
        throw new AssertionError("no reason to test the server");
    };

    /** Its owner may have stored what PostgreSQL refuses to load. */
    @Test
    void losesAServicesDatabaseAlone() throws IOException, SQLException {
        Losses losses = new Losses();
        BackupException rejected = new BackupException("PostgreSQL rejected it", "");
        assertThat(losses.hasLost("billing", () -> {}, NO_TEST)).isFalse();
        assertThat(losses.hasLost(
                        "shop",
                        () -> {
                            throw rejected;
                        },
                        NO_TEST))
                .isTrue();
        assertThat(losses.all()).containsExactly(LostDatabase.refused("shop", rejected));
        assertThatThrownBy(() -> losses.hasLost(
                        "slipway",
                        () -> {
                            throw rejected;
                        },
                        NO_TEST))
                .isSameAs(rejected);
        assertThatThrownBy(() -> losses.hasLost(
                        "shop",
                        () -> {
                            throw new IOException("interrupted");
                        },
                        NO_TEST))
                .isInstanceOf(IOException.class);
        assertThat(losses.all()).hasSize(1);
    }

    /** A check constraint may say so, too. */
    @Test
    void losesADatabaseThatFailsTwiceAsIfTheServerDid() throws IOException, SQLException {
        Losses losses = new Losses();
        List<String> done = new ArrayList<>();
        Losses.Work forged = () -> {
            done.add("load");
            throw new BackupException("PostgreSQL rejected it: ERROR:  out of memory", "");
        };
        assertThat(losses.hasLost("shop", forged, () -> done.add("test"))).isTrue();
        assertThat(done).containsExactly("load", "test", "load", "test");
        assertThat(losses.all()).extracting(LostDatabase::name).containsExactly("shop");
    }

    @Test
    void losesNothingWhereTheServerHasFailedOnce() throws IOException, SQLException {
        Losses losses = new Losses();
        List<String> done = new ArrayList<>();
        Losses.Work once = () -> {
            done.add("load");
            if (done.size() == 1) {
                throw new SQLException("server closed the connection unexpectedly", "08006");
            }
        };
        assertThat(losses.hasLost("shop", once, () -> done.add("test"))).isFalse();
        assertThat(losses.all()).isEmpty();
    }

    @Test
    void givesUpWhereTheServerHasFailed() {
        Losses losses = new Losses();
        BackupException full = new BackupException("There is no room.", "");
        assertThatThrownBy(() -> losses.hasLost(
                        "shop",
                        () -> {
                            throw new BackupException("could not extend file: No space left on device", "");
                        },
                        () -> {
                            throw full;
                        }))
                .isSameAs(full);
        assertThat(losses.all()).isEmpty();
    }
}
