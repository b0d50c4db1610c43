package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limit of httpd's open files, connections among them.
 *
 * @param files empty if it is unlimited or unknown
 */
public record FileLimit(OptionalLong files) {
    private static final Pattern SOFT = Pattern.compile("^Max open files +([0-9]+) ", Pattern.MULTILINE);
    private static final long NEEDED = 4096;

    public static FileLimit of(DoctorContext context) {
        try {
            String pid = Files.readString(context.settings().state().resolve("httpd/run/httpd.pid"))
                    .strip();
            return in(Files.readString(Path.of("/proc", pid, "limits")));
        } catch (IOException e) {
            return new FileLimit(OptionalLong.empty());
        }
    }

    /** By the kernel's table of a process's limits. */
    static FileLimit in(String limits) {
        Matcher matcher = SOFT.matcher(limits);
        return new FileLimit(matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty());
    }

    public List<Finding> findings() {
        if (files.isEmpty() || files.getAsLong() >= NEEDED) {
            return List.of();
        }
        return List.of(warning("httpd may have only " + files.getAsLong()
                + " files and connections open, too few for its 1,024 requests: raise the hard limit where ulimit -Hn says"
                + " less than 4096, then ./slipway down and ./slipway up"));
    }
}
