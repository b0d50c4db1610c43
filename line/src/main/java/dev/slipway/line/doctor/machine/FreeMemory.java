package dev.slipway.line.doctor.machine;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.host.machine.MemoryCheck;
import java.io.IOException;
import java.util.List;

/**
 * The memory that is left for the line.
 *
 * @param isUp whether the line has its memory already
 */
public record FreeMemory(long megabytes, boolean isUp) {
    private static final long NEEDED = 2048;

    public static FreeMemory of(DoctorContext context) throws IOException {
        return new FreeMemory(MemoryCheck.memory().getOrDefault("MemAvailable", 0L), context.isUp());
    }

    public List<Finding> findings() {
        return List.of(
                megabytes > NEEDED || isUp
                        ? good("Memory: " + megabytes + " MB available")
                        : warning("Memory: only " + megabytes + " of " + NEEDED
                                + " MB available; the line uses about 1.3 GB"));
    }
}
