package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.database.UnreadableObject;
import org.junit.jupiter.api.Test;

/** Everybody who may see the line's backups reads the report, and a service's code chooses the names of its objects. */
class DatabaseDumpTest {
    @Test
    void reportsNoNameOfWhatItMayNotRead() {
        BackupException unreadable =
                DatabaseDump.unreadable(new UnreadableObject("table public.sesame", "postgres"), "shop");
        assertThat(unreadable).hasMessageContaining("table public.sesame belongs to postgres");
        assertThat(unreadable.reported()).contains("may not read").doesNotContain("sesame");
    }

    @Test
    void reportsNoNameOfWhatIsChanging() {
        BackupException changing = DatabaseDump.changing("table public.sesame");
        assertThat(changing).hasMessageStartingWith("the table public.sesame was altered");
        assertThat(changing.remedy()).contains("migration");
        assertThat(changing.reported()).contains("was altered").doesNotContain("sesame");
    }
}
