package dev.slipway.line.backup.line;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.backup.repository.BackupContents;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The owners of files by name, since uids differ between machines. */
public final class Ownership {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UID = "unix:uid";
    private static final int ROOT = 0;

    private Ownership() {}

    /**
     * A file's owner.
     *
     * @param user by name
     * @param group by name
     * @param uid the user's number on the machine of the backup; null in backups that do not have it
     */
    record Owner(String user, String group, @Nullable Integer uid) {
        private boolean isSame(String otherUser, String otherGroup) {
            return user.equals(otherUser) && group.equals(otherGroup);
        }

        /**
         * Whether a file with this uid belonged to this owner. A program that swaps a folder for a link at the right
         * moment can have another user's file read in place of its own, for which this owner was recorded.
         */
        private boolean has(int number) {
            return uid == null ? number != ROOT || user.equals("root") : uid == number;
        }
    }

    /**
     * Records the files below a line's folder with another owner than the usual one.
     *
     * @param usual the name of a user and of a group
     * @param isLeftOut whether to skip a folder
     */
    public static SortedMap<String, Owner> of(Path folder, String usual, Predicate<Path> isLeftOut) throws IOException {
        SortedMap<String, Owner> owners = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path file, BasicFileAttributes attributes) throws IOException {
                if (isLeftOut.test(file)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return note(file);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return note(file);
            }

            /**
             * The file was deleted concurrently, or a service made its path too long: restic reports unreadable files.
             */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException
                        || BackupContents.isOfWorker(folder.relativize(file).toString())) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            private FileVisitResult note(Path file) throws IOException {
                try {
                    PosixFileAttributes of =
                            Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    Owner owner = new Owner(of.owner().getName(), of.group().getName(), (Integer)
                            Files.getAttribute(file, UID, LinkOption.NOFOLLOW_LINKS));
                    if (!owner.isSame(usual, usual)) {
                        owners.put(folder.relativize(file).toString(), owner);
                    }
                } catch (NoSuchFileException e) {
                    // Deleted concurrently.
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return owners;
    }

    public static void write(SortedMap<String, Owner> owners, Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(owners));
    }

    public static SortedMap<String, Owner> read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Owner>>() {});
    }

    /** The names of the users and groups. */
    public static TreeSet<String> names(SortedMap<String, Owner> owners) {
        TreeSet<String> names = new TreeSet<>();
        owners.values().forEach(owner -> {
            names.add(owner.user());
            names.add(owner.group());
        });
        return names;
    }

    /**
     * Restores the owners of files below a folder, without following links: files behind a link and files of unknown
     * users keep their owner. A file that did not belong to its recorded owner gets the folder's owner. Other users
     * must not be able to enter the folder.
     */
    public static void apply(SortedMap<String, Owner> owners, Path folder) throws IOException {
        Path real = folder.toRealPath();
        UserPrincipal own = Files.getOwner(real);
        UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
        for (var entry : owners.entrySet()) {
            Path file = real.resolve(entry.getKey()).normalize();
            Path parent = file.getParent();
            if (!file.startsWith(real)
                    || parent == null
                    || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    || !parent.toRealPath().equals(parent)) {
                continue;
            }
            Owner owner = entry.getValue();
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (!owner.has((Integer) Files.getAttribute(file, UID, LinkOption.NOFOLLOW_LINKS))) {
                view.setOwner(own);
                continue;
            }
            try {
                view.setOwner(users.lookupPrincipalByName(owner.user()));
                view.setGroup(users.lookupPrincipalByGroupName(owner.group()));
            } catch (UserPrincipalNotFoundException e) {
                // Keeps its owner.
            }
        }
    }
}
