package dev.slipway.line.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** System users without login. Only root can create and remove them. */
public final class SystemUsers {
    private final Programs programs;

    /**
     * The machine's.
     *
     * @param folder any that is there
     */
    public SystemUsers(Path folder) {
        programs = new Programs(folder);
    }

    /** Creates a user, unless it exists. */
    public void make(String name) throws IOException {
        if (!isThere(name)) {
            programs.require(
                    "useradd",
                    "--system",
                    "--user-group",
                    "--no-create-home",
                    "--home-dir",
                    "/nonexistent",
                    "--shell",
                    "/usr/sbin/nologin",
                    name);
        }
    }

    /** Removes a user, if it exists. */
    void remove(String name) throws IOException {
        if (isThere(name)) {
            programs.run(List.of("userdel", name));
        }
    }

    private boolean isThere(String name) throws IOException {
        return programs.run(List.of("id", "-u", name)).code() == 0;
    }
}
