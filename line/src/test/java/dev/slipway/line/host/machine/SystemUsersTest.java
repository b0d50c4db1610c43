package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.host.HostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemUsersTest {
    /** As whom this test itself runs. */
    private static final String USER = System.getProperty("user.name");

    @TempDir
    Path folder;

    @Test
    void namesTheProcessesThatRunAsOne() {
        SystemUsers users = new SystemUsers(folder);
        assertThatThrownBy(() -> users.requireNoProcess(USER))
                .isInstanceOf(HostException.class)
                .hasMessageMatching("processes that a service has left behind still run as " + USER
                        + ": \\d+(, \\d+)*( and \\d+ more)?\\. .*: end them with kill; Slipway then tries again");
    }
}
