package dev.slipway.line.host.file;

import dev.slipway.line.host.HostException;
import dev.slipway.line.host.plan.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The other groups that have the same system user as a group, whose name is shortened for it.
 *
 * @param folder the group's
 */
public record Namesakes(GroupFolder folder) {
    /**
     * Their names. A group is one from the moment it shares files with the user until its data is removed: not while it
     * is only requested, or two could refuse each other for ever.
     */
    public List<String> groups() throws IOException {
        String own = name(folder.path());
        String user = new Names(own).user();
        List<String> groups = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder.path().resolveSibling(""))) {
            for (Path other : folders.sorted().toList()) {
                String group = name(other);
                if (!group.equals(own)
                        && new Names(group).user().equals(user)
                        && new GroupFolder(other, folder.readers()).isShared()) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    /**
     * Checks that there are none.
     *
     * @throws HostException if there are
     */
    public void requireNone() throws IOException {
        List<String> groups = groups();
        if (!groups.isEmpty()) {
            throw new HostException("its system user would be " + new Names(name(folder.path())).user() + ", which "
                    + String.join(", ", groups) + " has already: give the service another name");
        }
    }

    private static String name(Path folder) {
        return Objects.toString(folder.getFileName());
    }
}
