package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.file.ExistingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The free space on the disks of the checkout and of the line's folder. */
public record DiskSpace(List<Disk> disks) {
    /** The megabytes that {@code up} wants before it builds. */
    public static final long NEEDED_BY_BUILD = 2048;

    /** The megabytes that {@code up} wants for a new database, besides a build's on the same disk. */
    public static final long NEEDED_BY_DATABASE = 1024;

    private static final long NEEDED_BY_STATE = RequiredSpace.SPARE >> 20;

    public DiskSpace {
        disks = List.copyOf(disks);
    }

    /**
     * A disk.
     *
     * @param path a folder on it
     * @param neededMegabytes what the line needs to start
     * @param advisedMegabytes what a build needs as well; the same if none is made there later
     */
    public record Disk(Path path, long freeMegabytes, long neededMegabytes, long advisedMegabytes) {
        /**
         * For a checkout that has yet to be built.
         *
         * @param database what a new database needs on it as well; 0 if there is one, or on another disk
         */
        static Disk ofCheckout(Path path, long freeMegabytes, long database) {
            return new Disk(path, freeMegabytes, NEEDED_BY_BUILD + database, NEEDED_BY_BUILD + database);
        }

        /** For a checkout that is already built: the next version needs a build. */
        static Disk ofBuiltCheckout(Path path, long freeMegabytes, long database) {
            return new Disk(path, freeMegabytes, Math.max(NEEDED_BY_STATE, database), NEEDED_BY_BUILD + database);
        }

        /** Another one, with the line's folder alone. */
        static Disk ofState(Path path, long freeMegabytes, long database) {
            long needed = Math.max(NEEDED_BY_STATE, database);
            return new Disk(path, freeMegabytes, needed, needed);
        }
    }

    public static DiskSpace of(DoctorContext context) throws IOException {
        List<Disk> disks = new ArrayList<>();
        Path root = context.settings().root();
        Path state = context.settings().state();
        // The first `up` makes the line's folder.
        Path place = ExistingFolder.of(state);
        long database = Files.exists(state.resolve("postgresql/data/PG_VERSION")) ? 0 : NEEDED_BY_DATABASE;
        boolean apart = !Files.getFileStore(place).equals(Files.getFileStore(root));
        long beside = apart ? 0 : database;
        disks.add(
                Files.exists(root.resolve("ear/target/slipway.ear"))
                        ? Disk.ofBuiltCheckout(root, free(root), beside)
                        : Disk.ofCheckout(root, free(root), beside));
        // Of a line that is up, StateDisk wants more.
        if (apart && !context.isUp()) {
            disks.add(Disk.ofState(place, free(place), database));
        }
        return new DiskSpace(disks);
    }

    private static long free(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace() >> 20;
    }

    public List<Finding> findings() {
        return disks.stream().map(DiskSpace::finding).toList();
    }

    private static Finding finding(Disk disk) {
        String only = "Disk of " + disk.path() + ": only " + disk.freeMegabytes() + " MB free; ";
        if (disk.freeMegabytes() <= disk.neededMegabytes()) {
            return wrong(only + "the line needs " + words(disk.neededMegabytes()) + ": make room");
        }
        return disk.freeMegabytes() <= disk.advisedMegabytes()
                ? warning(only + "enough to start; a build needs " + words(disk.advisedMegabytes()))
                : good("Disk of " + disk.path() + ": " + words(disk.freeMegabytes()) + " free, enough "
                        + (disk.advisedMegabytes() < NEEDED_BY_BUILD ? "to start" : "for a build"));
    }

    private static String words(long megabytes) {
        return megabytes < 1024 ? megabytes + " MB" : megabytes / 1024 + " GB";
    }
}
