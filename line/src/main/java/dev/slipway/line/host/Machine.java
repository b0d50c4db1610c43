package dev.slipway.line.host;

import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine's users, ports and files. Without root there is one user, and so nobody to make; nor does anybody in a container know others than its image's. */
final class Machine {
    private final boolean hasUsers;
    private final Programs programs;

    Machine(Settings settings) throws IOException {
        hasUsers = !settings.isInContainers() && (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        programs = new Programs(settings.state());
    }

    /** Whether each group's workers have a user of the system's. */
    boolean hasUsers() {
        return hasUsers;
    }

    /** A system user whom nobody can sign in as; one that is there stays. */
    void makeUser(String name) throws IOException {
        if (hasUsers && !isUser(name)) {
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

    /** Where the user's processes are gone: another line on this machine may have a service of the same name. */
    void removeUser(String name) throws IOException {
        if (hasUsers && isUser(name)) {
            programs.run(List.of("userdel", name));
        }
    }

    private boolean isUser(String name) throws IOException {
        return programs.run(List.of("id", "-u", name)).code() == 0;
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
