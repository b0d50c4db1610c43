package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The programs whose files were replaced since they were started, as by an update of the system's packages.
 *
 * @param isHttpd whether httpd is one of them
 * @param ofJdk the others, which run on the JDK
 */
public record ReplacedPrograms(boolean isHttpd, List<String> ofJdk) {
    private static final String HTTPD = "httpd";
    /** As the kernel shows a file without a name. A shell, as the watcher's, loads nothing later. */
    private static final Pattern REPLACED = Pattern.compile(".*/(apache2|java) \\(deleted\\)");

    private static final String SUFFIX = ".pid";

    public ReplacedPrograms {
        ofJdk = List.copyOf(ofJdk);
    }

    public static ReplacedPrograms of(DoctorContext context) throws IOException {
        Set<String> names = new TreeSet<>();
        Path run = context.settings().state().resolve("run");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String pid = Files.readString(file).strip();
                if (context.isOfLine(pid) && isReplaced(pid)) {
                    names.add(name.replace(SUFFIX, ""));
                }
            }
        }
        boolean isHttpd = names.remove(HTTPD);
        return new ReplacedPrograms(isHttpd, List.copyOf(names));
    }

    private static boolean isReplaced(String pid) {
        try {
            Path program = Files.readSymbolicLink(Path.of("/proc", pid, "exe"));
            return REPLACED.matcher(program.toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (isHttpd) {
            findings.add(warning("httpd was updated and still runs as before, so that its next reload may fail:"
                    + " ./slipway up restarts it"));
        }
        if (!ofJdk.isEmpty()) {
            findings.add(warning("The JDK was updated, and these still run on the former one, which may fail: "
                    + String.join(", ", ofJdk) + ": ./slipway down and ./slipway up"));
        }
        return findings;
    }
}
