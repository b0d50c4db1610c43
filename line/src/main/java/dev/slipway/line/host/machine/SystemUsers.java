package dev.slipway.line.host.machine;

import dev.slipway.line.host.HostException;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** System users without login. Only root can create and remove them. */
public final class SystemUsers {
    /** As many of their processes are named in a message. */
    private static final int NAMED = 10;

    private final UserProcesses processes = new UserProcesses(Path.of("/proc"));
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

    /**
     * Removes a user, if it exists.
     *
     * @throws HostException if it cannot be removed
     */
    void remove(String name) throws IOException {
        if (isThere(name)) {
            // userdel does not see all of them, and another user may get the number.
            requireNoProcess(name);
            programs.run("userdel", name).orThrow(HostException::new);
        }
    }

    /**
     * Checks that no process runs as a user: it could read the secrets of the user's next ones.
     *
     * @throws HostException if one does
     */
    void requireNoProcess(String name) throws IOException {
        String uid = programs.run("id", "-u", name).orThrow(HostException::new).strip();
        List<Integer> left = processes.of(uid);
        if (!left.isEmpty()) {
            String numbers = left.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
            int more = left.size() - NAMED;
            throw new HostException("processes that a service has left behind still run as " + name + ": " + numbers
                    + (more > 0 ? " and " + more + " more" : "")
                    + ". They could read the secrets of the next service of that name: end them with kill;"
                    + " Slipway then tries again");
        }
    }

    private boolean isThere(String name) throws IOException {
        return programs.run("id", "-u", name).isSuccess();
    }
}
