package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestoreRunTest {
    @Test
    void saysWhereTheLineBacksUpToIfTheOriginalDoesSoToo() {
        for (String told : new String[] {"", "/mnt/backup"}) {
            assertThat(RestoreRun.shared(told, "/mnt/backup"))
                    .first()
                    .asString()
                    .contains("this line backs up to /mnt/backup, as the one that it was restored from does");
        }
        assertThat(RestoreRun.shared("/mnt/trial", "/mnt/backup")).isEmpty();
        assertThat(RestoreRun.shared("", "")).isEmpty();
    }
}
