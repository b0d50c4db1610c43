package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.detail;
import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.certificate.Inspection;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.http.CallException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of all names, as {@code certs} shows them.
 *
 * @param isWell whether each is served as it should be, and the watcher has looked lately
 * @param isWaiting whether the CA is yet to issue one
 * @param problems lines about those that are not
 */
public record ServedCertificates(boolean isWell, boolean isWaiting, List<String> problems) {
    public ServedCertificates {
        problems = List.copyOf(problems);
    }

    public static ServedCertificates of(DoctorContext context) throws IOException {
        try {
            Inspection inspection = Inspection.of(context.settings());
            return new ServedCertificates(
                    inspection.isWell(Instant.now()), inspection.isWaiting(), inspection.problems());
        } catch (CallException e) {
            // The watcher has not looked yet.
            return new ServedCertificates(false, false, List.of());
        }
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (isWell) {
            findings.add(good("Every name is served with its newest certificate"));
            if (isWaiting) {
                findings.add(warning("A first certificate is on its way: ./slipway certs"));
            }
        } else {
            findings.add(wrong("A certificate needs a look: ./slipway certs"));
            problems.forEach(line -> findings.add(detail(line)));
        }
        return findings;
    }
}
