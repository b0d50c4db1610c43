package dev.slipway.line.host.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of users who may hide them, by what the kernel alone says of each, see proc(5).
 *
 * @param folder the kernel's, {@code /proc}
 */
record UserProcesses(Path folder) {
    /**
     * The numbers of a user's processes, in order; without those in containers, whose images number users for themselves,
     * and which see no process outside.
     *
     * @param uid the user's number
     */
    List<Integer> of(String uid) throws IOException {
        Path self = folder.resolve("self");
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(folder, "[0-9]*")) {
            for (Path process : processes) {
                if (isOf(uid, status(process)) && !isInContainer(process, self)) {
                    found.add(Integer.valueOf(String.valueOf(process.getFileName())));
                }
            }
        }
        Collections.sort(found);
        return found;
    }

    private static boolean isOf(String uid, Map<String, String> status) {
        // A process whose first thread has ended looks ended, too, but for its other threads.
        boolean isEnded = status.getOrDefault("State", "").startsWith("Z")
                && status.getOrDefault("Threads", "").equals("1");
        return !isEnded
                && List.of(status.getOrDefault("Uid", "").split("\t", -1)).contains(uid);
    }

    /** Empty if it has ended since. A process's name, on the first line, may have any bytes but a line feed. */
    static Map<String, String> status(Path process) {
        Map<String, String> status = new HashMap<>();
        try {
            String text = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
            for (String line : text.split("\n", -1)) {
                String[] words = line.split(":\t", 2);
                status.putIfAbsent(words[0], words[words.length - 1]);
            }
        } catch (IOException e) {
            return Map.of();
        }
        return status;
    }

    /** Only root makes a namespace of processes within this one of users; from that of anybody else, all may still be seen. */
    private static boolean isInContainer(Path process, Path self) {
        return isSame(process, self, "user").orElse(false)
                && !isSame(process, self, "pid").orElse(true);
    }

    /** Empty if this is not shown. */
    private static Optional<Boolean> isSame(Path process, Path self, String namespace) {
        try {
            Path name = Path.of("ns", namespace);
            return Optional.of(
                    Files.readSymbolicLink(process.resolve(name)).equals(Files.readSymbolicLink(self.resolve(name))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
