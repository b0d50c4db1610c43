package dev.slipway.line.host;

import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** The machine's users, ports and files. Without root there is one user, and so nobody to make; nor does anybody in a container know others than its image's. */
final class Machine {
    /** To start a worker takes a processor for some seconds; what else is made costs little. */
    private static final int STARTS_AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final boolean hasUsers;
    private final Programs programs;
    private final SystemUsers users;
    private final Semaphore starts = new Semaphore(STARTS_AT_A_TIME, true);
    private final Together reloads = new Together();

    Machine(Settings settings) throws IOException {
        hasUsers = !settings.isInContainers() && (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        programs = new Programs(settings.state());
        users = new SystemUsers(settings.state());
    }

    /** Whether each group's workers have a user of the system's. */
    boolean hasUsers() {
        return hasUsers;
    }

    /** Until there is a turn for a start. */
    void takeTurn() {
        starts.acquireUninterruptibly();
    }

    void giveTurnBack() {
        starts.release();
    }

    /** Those of httpd: several groups share one. */
    Together reloads() {
        return reloads;
    }

    /** A system user; one that is there stays. */
    void makeUser(String name) throws IOException {
        if (hasUsers) {
            users.make(name);
        }
    }

    /** Where the user's processes are gone: another line on this machine may have a service of the same name. */
    void removeUser(String name) throws IOException {
        if (hasUsers) {
            users.remove(name);
        }
    }

    /** A folder with all that is in it: links are removed, not followed. */
    void remove(Path folder) throws IOException {
        programs.require("rm", "-rf", "--one-file-system", "--", folder.toString());
    }

    /** Whether nobody listens on any of these ports. */
    static boolean areFree(Ports ports) {
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
