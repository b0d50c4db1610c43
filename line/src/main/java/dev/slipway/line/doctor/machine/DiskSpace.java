package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The free space on the disks of the checkout and of the line's folder. */
public record DiskSpace(List<Disk> disks) {
    private static final long NEEDED = 2048;

    /** Keeps a copy. */
    public DiskSpace {
        disks = List.copyOf(disks);
    }

    /**
     * A disk.
     *
     * @param path a folder on it
     */
    public record Disk(Path path, long freeMegabytes) {}

    public static DiskSpace of(DoctorContext context) throws IOException {
        Set<FileStore> known = new HashSet<>();
        List<Disk> disks = new ArrayList<>();
        for (Path path : List.of(context.settings().root(), context.settings().state())) {
            // Before the first `up`, the line has no folder.
            if (Files.exists(path) && known.add(Files.getFileStore(path))) {
                disks.add(new Disk(path, Files.getFileStore(path).getUsableSpace() >> 20));
            }
        }
        return new DiskSpace(disks);
    }

    public List<Finding> findings() {
        return disks.stream().map(DiskSpace::finding).toList();
    }

    private static Finding finding(Disk disk) {
        return disk.freeMegabytes() > NEEDED
                ? good("Disk of " + disk.path() + ": " + disk.freeMegabytes() / 1024 + " GB free")
                : wrong("Disk of " + disk.path() + ": only " + disk.freeMegabytes()
                        + " MB free; the line needs 2 GB: make room");
    }
}
