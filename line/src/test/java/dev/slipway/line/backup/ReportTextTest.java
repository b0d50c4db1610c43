package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.SparseFiles;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    private static final SparseFiles NONE = new SparseFiles(List.of(), List.of(), 0);

    /** Everybody who may see the line's backups reads the report, and a service's code chooses what its database says. */
    @Test
    void hasNothingThatADatabaseSays() {
        assertThat(ReportText.of(new SQLException("sesame", "P0001"), "backup"))
                .contains("P0001", "the backup's own output")
                .doesNotContain("sesame");
        BackupException said = BackupException.reportedAs("pg_dump: query failed: sesame", "", "pg_dump failed");
        assertThat(said).hasMessageContaining("sesame");
        assertThat(ReportText.of(said, "backup")).isEqualTo("pg_dump failed");
        assertThat(ReportText.of(new BackupException("There is no room.", ""), "backup"))
                .isEqualTo("There is no room.");
    }

    /** A database like LMDB is a sparse file: its service would lose it. */
    @Test
    void doesNotAdviseToRemoveDataThatIsInUse() {
        SparseFiles sparse =
                new SparseFiles(List.of("workers/shop-1/data/data.mdb"), List.of("workers/shop-2/"), 1L << 40);
        assertThat(ReportText.lacking(stored(sparse, false)))
                .containsExactly(
                        "Of workers' folders, sparse files are not in it, as a restore would write them in full:"
                                + " workers/shop-1/data/data.mdb. If a service needs them, have it write a copy or"
                                + " dump without holes beside them. Remove only what nobody needs.",
                        "Of workers with more than a thousand such files, whole folders are not in it:"
                                + " workers/shop-2/.");
    }

    @Test
    void namesOneOfTheFilesThatCannotBeRead() {
        assertThat(ReportText.lacking(stored(NONE, false, "workers/a/\u001b\u0085" + "x".repeat(5000), "workers/b/c")))
                .singleElement()
                .asString()
                .startsWith("Of workers' folders, what cannot be read is not in it: workers/a/??xxx")
                .endsWith("x… and 1 more.")
                .hasSizeLessThan(300);
    }

    @Test
    void saysWhereMoreMayBeLacking() {
        assertThat(ReportText.lacking(stored(NONE, true)))
                .containsExactly("There were too many errors to keep them all: other files may be lacking, too.");
        assertThat(ReportText.lacking(stored(NONE, false))).isEmpty();
    }

    private static Restic.Stored stored(SparseFiles sparse, boolean hasMoreErrors, String... unreadable) {
        return new Restic.Stored("43b55275", 1000, 10, sparse, new TreeSet<>(List.of(unreadable)), hasMoreErrors);
    }
}
