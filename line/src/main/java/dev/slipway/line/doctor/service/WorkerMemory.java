package dev.slipway.line.doctor.service;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.machine.MemoryCheck;
import dev.slipway.line.host.plan.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of the services' workers, in megabytes.
 *
 * @param most that they may take together
 * @param machine that this machine has
 */
public record WorkerMemory(long most, long machine) {
    private static final long LINE = 2048;
    /** JVM memory beyond heap and metaspace. */
    private static final long REST = 100;

    private static final long BY_DEFAULT = 256;

    public static WorkerMemory of(DoctorContext context) throws IOException {
        long most = 0;
        for (Worker worker : ServiceWorkers.of(context)) {
            String group = worker.name().replaceFirst("-[^-]*$", "");
            Path file = context.settings()
                    .groups()
                    .resolve(group)
                    .resolve("workers")
                    .resolve(worker.name());
            most += of(new StateFile(file).read().orElse(""));
        }
        return new WorkerMemory(most, MemoryCheck.memory().getOrDefault("MemTotal", 0L));
    }

    /** By a worker's file. */
    static long of(String worker) {
        return megabytes(worker, "MEMORY") + megabytes(worker, "METASPACE") + REST;
    }

    private static long megabytes(String worker, String name) {
        Matcher matcher =
                Pattern.compile("^" + name + "=([0-9]+)m$", Pattern.MULTILINE).matcher(worker);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : BY_DEFAULT;
    }

    public List<Finding> findings() {
        return List.of(
                most + LINE <= machine
                        ? good("Memory: they may take " + most + " MB, and this machine has " + machine)
                        : warning("Memory: they may take " + most + " MB and the line itself " + LINE
                                + ", and this machine has " + machine
                                + ": when they do, the kernel ends some of them. Give services less memory or fewer workers,"
                                + " or the machine more"));
    }
}
