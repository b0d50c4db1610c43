package dev.slipway.line.host.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resident memory of all processes, see proc(5). */
public final class ProcessMemory {
    private static final long KILO = 1024;

    /** By the processes' numbers. */
    private final Map<Long, Long> kilobytes = new HashMap<>();

    private final Map<Long, List<Long>> children = new HashMap<>();

    private ProcessMemory() {}

    /** That of this moment. */
    public static ProcessMemory now() throws IOException {
        return in(Path.of("/proc"));
    }

    /** By the kernel's folder. */
    static ProcessMemory in(Path folder) throws IOException {
        ProcessMemory memory = new ProcessMemory();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(folder, "[0-9]*")) {
            for (Path process : processes) {
                memory.add(Long.parseLong(String.valueOf(process.getFileName())), UserProcesses.status(process));
            }
        }
        return memory;
    }

    /** Of a process that has ended, the kernel says nothing. */
    private void add(long pid, Map<String, String> status) {
        String resident = status.getOrDefault("VmRSS", "0").replaceFirst(" kB$", "");
        kilobytes.put(pid, Long.parseLong(resident.strip()));
        long parent = Long.parseLong(status.getOrDefault("PPid", "0"));
        children.computeIfAbsent(parent, ignored -> new ArrayList<>()).add(pid);
    }

    /** That of a process and its descendants, in megabytes. */
    public long megabytes(long pid) {
        return sum(pid) / KILO;
    }

    private long sum(long pid) {
        long own = kilobytes.getOrDefault(pid, 0L);
        return own
                + children.getOrDefault(pid, List.of()).stream()
                        .mapToLong(this::sum)
                        .sum();
    }
}
