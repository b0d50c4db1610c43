package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The programs whose files were replaced since they were started, as by an update of the system's packages.
 *
 * @param isHttpd whether httpd is one of them
 * @param ofJdk the others, which run on the JDK
 */
public record ReplacedPrograms(boolean isHttpd, List<String> ofJdk) {
    private static final String HTTPD = "httpd";

    public ReplacedPrograms {
        ofJdk = List.copyOf(ofJdk);
    }

    public static ReplacedPrograms of(DoctorContext context) throws IOException {
        Set<String> names = new TreeSet<>(context.lines("line/bin/program", "replaced"));
        boolean isHttpd = names.remove(HTTPD);
        return new ReplacedPrograms(isHttpd, List.copyOf(names));
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
