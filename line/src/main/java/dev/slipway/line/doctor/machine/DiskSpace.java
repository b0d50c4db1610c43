package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The free space on the disk of the checkout. */
public record DiskSpace(long freeMegabytes) {
    private static final long NEEDED = 2048;

    public static DiskSpace of(DoctorContext context) throws IOException {
        return new DiskSpace(Files.getFileStore(context.settings().root()).getUsableSpace() >> 20);
    }

    public List<Finding> findings() {
        return List.of(
                freeMegabytes > NEEDED
                        ? good("Disk: " + freeMegabytes / 1024 + " GB free")
                        : wrong("Disk: only " + freeMegabytes + " MB free; the line needs 2 GB: make room"));
    }
}
