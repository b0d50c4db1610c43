package dev.slipway.line.backup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges restic's errors about files that it could not read in a folder that is in use. */
public final class UnreadableFiles {
    private static final String GONE = "no such file or directory";

    /** As {@link dev.slipway.line.program.Outcome#errors} has it. */
    private static final Pattern CUT = Pattern.compile("\nerror: \\d+ bytes of errors are left out here\n");

    /** ENOENT, which restic prints for a file deleted during the run. */
    private static final int GONE_NUMBER = 2;

    private UnreadableFiles() {}

    /**
     * The unreadable files in workers' folders, if all other errors are about files deleted during the run: a service
     * may nest its files to any depth, and must not prevent the line's backup.
     *
     * @param state the line's folder
     * @return paths below it; empty if others could not be read, or if restic names none
     */
    public static Optional<SortedSet<String>> ofWorkers(String errors, Path state) {
        List<String> lines = withoutCut(errors)
                .lines()
                .filter(line -> line.contains("error:") || line.contains("\"message_type\":\"error\""))
                .toList();
        SortedSet<String> files = new TreeSet<>();
        for (String line : lines) {
            JsonNode message = ResticJson.read(line);
            if (isGone(line, message.path("error"))) {
                continue;
            }
            String file = message.path("item").asText();
            String parent = state + "/";
            if (!file.startsWith(parent) || !BackupContents.isOfWorker(file.substring(parent.length()))) {
                return Optional.empty();
            }
            files.add(file.substring(parent.length()));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    /** Whether some of restic's errors were left out, so that their files are unknown. */
    public static boolean areCut(String errors) {
        return CUT.matcher(errors).find();
    }

    /**
     * Of very many errors, those in the middle are left out, with a part of the lines before and after: that there are so
     * many is no reason to take no backup.
     */
    private static String withoutCut(String errors) {
        Matcher cut = CUT.matcher(errors);
        if (!cut.find()) {
            return errors;
        }
        int end = errors.indexOf('\n', cut.end());
        return errors.substring(0, errors.lastIndexOf('\n', cut.start() - 1) + 1)
                + (end < 0 ? "" : errors.substring(end + 1));
    }

    private static boolean isGone(String line, JsonNode error) {
        return line.endsWith(GONE)
                || error.path("Err").asInt() == GONE_NUMBER
                || error.path("message").asText().endsWith(GONE);
    }
}
