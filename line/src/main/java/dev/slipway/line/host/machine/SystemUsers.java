package dev.slipway.line.host.machine;

import dev.slipway.line.host.HostException;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;

/** System users without login. Only root can create and remove them. */
public final class SystemUsers {
    private final Programs programs;

    /**
     * The machine's.
     *
     * @param folder any that is there
     */
    public SystemUsers(Path folder) {
        programs = HostPrograms.in(folder);
    }

    /** Creates a user, unless it exists. */
    public void make(String name) throws IOException {
        if (!isThere(name)) {
            programs.run(
                            "useradd",
                            "--system",
                            "--user-group",
                            "--no-create-home",
                            "--home-dir",
                            "/nonexistent",
                            "--shell",
                            "/usr/sbin/nologin",
                            name)
                    .orThrow(HostException::new);
        }
    }

    /** Removes a user, if it exists. */
    void remove(String name) throws IOException {
        if (isThere(name)) {
            programs.run("userdel", name);
        }
    }

    private boolean isThere(String name) throws IOException {
        return programs.run("id", "-u", name).isSuccess();
    }
}
