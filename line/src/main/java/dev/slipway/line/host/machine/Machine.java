package dev.slipway.line.host.machine;

import dev.slipway.line.host.HostException;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** The machine's users, ports and files. Users are only created when running as root, and not in containers. */
public final class Machine {
    /** Starting a worker occupies a processor for some seconds; the other steps are cheap. */
    private static final int STARTS_AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final boolean hasUsers;
    private final Programs programs;
    private final SystemUsers users;
    private final OtherLines others;
    private final Semaphore starts = new Semaphore(STARTS_AT_A_TIME, true);
    private final Coalescer reloads = new Coalescer();

    public Machine(Settings settings) throws IOException {
        hasUsers = !settings.isInContainers() && (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        programs = Programs.in(settings.state());
        users = new SystemUsers(settings.state());
        others = new OtherLines(Path.of("/var/lib/slipway/lines"), settings.state());
    }

    /** Whether each group's workers run as a system user of their own. */
    public boolean hasUsers() {
        return hasUsers;
    }

    /** Waits for a free start slot. */
    public void acquireStart() {
        starts.acquireUninterruptibly();
    }

    public void releaseStart() {
        starts.release();
    }

    /** Reloads of httpd, coalesced over groups. */
    public Coalescer reloads() {
        return reloads;
    }

    /**
     * Creates a system user, unless it exists.
     *
     * @param isNew whether nothing of its group has run yet
     * @throws HostException if something runs as it nevertheless
     */
    public void makeUser(String name, boolean isNew) throws IOException {
        if (hasUsers) {
            users.make(name);
            if (isNew && !others.use(name)) {
                users.requireNoProcess(name);
            }
        }
    }

    /**
     * Removes a user, unless another line uses it.
     *
     * @throws HostException if it cannot be removed, as while a process runs as it
     */
    public void removeUser(String name) throws IOException {
        if (hasUsers && !others.use(name)) {
            users.remove(name);
        }
    }

    /** Deletes a folder recursively; links are removed, not followed. */
    public void remove(Path folder) throws IOException {
        programs.run("rm", "-rf", "--one-file-system", "--", folder.toString()).orThrow(HostException::new);
    }

    /** Whether all these ports are free. */
    public static boolean areFree(Ports ports) {
        return ports.all().allMatch(Machine::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
