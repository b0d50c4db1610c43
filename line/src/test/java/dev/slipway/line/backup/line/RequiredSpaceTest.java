package dev.slipway.line.backup.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequiredSpaceTest {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long GIGABYTE = 1024 * MEGABYTE;

    @Test
    void aDumpMayTakeTwiceWhatTheDatabaseTakesAndABackupIsTriedWithLess() {
        assertThat(RequiredSpace.dumps(10 * GIGABYTE)).isEqualTo(20 * GIGABYTE);
        assertThat(RequiredSpace.backup(10 * GIGABYTE, 0)).isEqualTo(10 * GIGABYTE + 256 * MEGABYTE);
    }

    @Test
    void aRepositoryOnTheSameDiskTakesItsShare() {
        assertThat(RequiredSpace.backup(10 * GIGABYTE, 15 * GIGABYTE)).isEqualTo(25 * GIGABYTE + 256 * MEGABYTE);
    }

    @Test
    void aRestoreTakesTheDatabasesAndTheirLogBesidesWhatIsUnpacked() {
        assertThat(RequiredSpace.restore(3 * GIGABYTE, 10 * GIGABYTE)).isEqualTo(14 * GIGABYTE + 256 * MEGABYTE);
        assertThat(RequiredSpace.restore(50 * MEGABYTE, 40 * MEGABYTE))
                .as("a small database writes no gigabyte of log")
                .isEqualTo(386 * MEGABYTE);
    }

    @Test
    void withoutTheSizeOfTheDatabasesTheyAreTakenForAsLargeAsTheirDumps() {
        assertThat(RequiredSpace.restore(3 * GIGABYTE)).isEqualTo(6 * GIGABYTE);
    }
}
