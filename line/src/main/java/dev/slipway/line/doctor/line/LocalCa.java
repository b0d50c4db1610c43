package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.program.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local CA, and the certificate that it has issued.
 *
 * @param ending of the certificate; null where the line's certificates come from another CA
 * @param isConfined whether the CA can vouch for the line's domain only
 * @param folder of the CA
 */
public record LocalCa(@Nullable Ending ending, boolean isConfined, Path folder) {
    /**
     * The end of a certificate.
     *
     * @param isNear whether less than a quarter of its life is left
     */
    public record Ending(String date, boolean isNear) {}

    public static LocalCa of(DoctorContext context) {
        Ending ending = null;
        if (!context.settings().isByAcme()) {
            Outcome outcome = context.script("httpd/bin/local-ca", "ending");
            ending = new Ending(outcome.output().strip(), !outcome.isSuccess());
        }
        return new LocalCa(
                ending,
                context.script("httpd/bin/local-ca", "confined").isSuccess(),
                context.settings().state().resolve("tls"));
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (ending != null) {
            findings.add(
                    ending.isNear()
                            ? wrong("The certificate ends on " + ending.date() + ": ./slipway up makes a new one")
                            : good("The certificate is good until " + ending.date()));
        }
        if (!isConfined) {
            findings.add(warning("The local CA is of an older Slipway and could vouch for any site: remove " + folder
                    + ", call ./slipway up, trust the new one, and take the old one away wherever it is trusted"));
        }
        return findings;
    }
}
