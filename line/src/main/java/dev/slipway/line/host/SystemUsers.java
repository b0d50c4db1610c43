package dev.slipway.line.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The machine's own users, whom nobody can sign in as. Root alone can make and remove them. */
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

    /** Makes one; one that is there stays. */
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

    /** Removes one, unless there is none. */
    void remove(String name) throws IOException {
        if (isThere(name)) {
            programs.run(List.of("userdel", name));
        }
    }

    private boolean isThere(String name) throws IOException {
        return programs.run(List.of("id", "-u", name)).code() == 0;
    }
}
