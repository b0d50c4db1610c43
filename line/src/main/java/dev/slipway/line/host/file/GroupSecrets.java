package dev.slipway.line.host.file;

import dev.slipway.line.file.LockFile;
import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.Names;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The secrets of server groups, for their rotation. */
public final class GroupSecrets {
    private static final String START = "-Dslipway.start=";

    private final Settings settings;

    /** Of this line. */
    public GroupSecrets(Settings settings) {
        this.settings = settings;
    }

    /**
     * The existing groups, by name; one that is just being changed is left out, unless a rotation of its secrets was cut
     * off.
     */
    public List<String> groups() throws IOException {
        if (!Files.isDirectory(settings.groups())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(settings.groups())) {
            return folders.map(folder -> Objects.toString(folder.getFileName()))
                    .filter(group -> !Rehearsal.isName(group) && isRotated(group))
                    .sorted()
                    .toList();
        }
    }

    /**
     * A removed group has neither clients nor workers: its interrupted rotation is finished once the group is created
     * again. During removal and creation, it has no management clients.
     */
    private boolean isRotated(String group) {
        try {
            GroupState state = folder(group).state();
            return switch (state.progress()) {
                case READY -> true;
                case MAKING -> state.management() != null && isHalfRotated(group);
                case REMOVED, DROPPED -> false;
            };
        } catch (IOException e) {
            return false;
        }
    }

    /** A rotation may have been interrupted while updating the workers; only the next run can finish it. */
    private boolean isHalfRotated(String group) {
        try (Stream<Path> files = Files.list(secrets(group).resolve("rotation"))) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder with a group's secrets, a file each. */
    public Path secrets(String group) {
        return settings.groups().resolve(group).resolve("secrets");
    }

    /** The database of a group, and the role that owns it. */
    public static String database(String group) {
        return new Names(group).database();
    }

    /** Shares all presently valid values of the secret that httpd and the agent send. */
    public void shareFront(String group) throws IOException {
        folder(group).shareFront();
    }

    /** Locks out the provisioner while open; waits for a running one. */
    public FileChannel lock() throws IOException {
        Files.createDirectories(settings.groups());
        FileChannel channel = LockFile.open(settings.groups().resolve("lock"));
        channel.lock();
        return channel;
    }

    /**
     * The workers of a group whose process was started with an outdated configuration.
     *
     * @param since when the desired configuration changed
     */
    public List<String> behind(String group, Instant since) throws IOException {
        GroupState state = folder(group).state();
        return state.workers().entrySet().stream()
                .filter(worker ->
                        !isStartedWith(worker.getKey(), worker.getValue().start(), since))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Checks its command line, which contains its start digest. */
    private boolean isStartedWith(String worker, String start, Instant since) {
        Path noted = settings.state().resolve("run").resolve(worker + ".pid");
        try {
            if (Files.getLastModifiedTime(noted).toInstant().isBefore(since)) {
                return false;
            }
            String line =
                    Files.readString(Path.of("/proc", Files.readString(noted).strip(), "cmdline"));
            return List.of(line.split("\0")).contains(START + start);
        } catch (IOException e) {
            return false;
        }
    }

    private GroupFolder folder(String group) throws IOException {
        boolean hasUsers = new Machine(settings).hasUsers();
        GroupFolder.Readers readers = hasUsers ? GroupFolder.Readers.USERS : GroupFolder.Readers.OWNER;
        return new GroupFolder(settings.groups().resolve(group), readers);
    }
}
