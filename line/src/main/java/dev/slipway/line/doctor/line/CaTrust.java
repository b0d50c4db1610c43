package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.detail;
import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.setting.Settings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether this machine trusts the CA of the line's certificates.
 *
 * @param certificate of the local CA
 */
public record CaTrust(String domain, Path certificate, Trust trust) {
    private static final Finding FIREFOX = detail("For Firefox: Settings, Certificates, Authorities, Import");
    private static final Finding ELSEWHERE =
            detail("On another machine: copy rootCA.pem and import it there as a certificate authority.");

    /** Who trusts the CA. */
    public enum Trust {
        BY_ACME,
        TRUSTED,
        UNTRUSTED
    }

    public static CaTrust of(DoctorContext context) {
        Settings settings = context.settings();
        return new CaTrust(
                settings.domain(),
                settings.state().resolve("tls/ca/rootCA.pem"),
                settings.isByAcme() ? Trust.BY_ACME : isTrusted(context) ? Trust.TRUSTED : Trust.UNTRUSTED);
    }

    /** Uses curl, which has the system's trust store; the JDK's may differ. */
    private static boolean isTrusted(DoctorContext context) {
        URI ledger = context.settings().ledger();
        InetSocketAddress front = context.settings().front();
        return context.run(
                        "curl",
                        // Other programs trust nothing by its .curlrc.
                        "--disable",
                        "--silent",
                        "--output",
                        "/dev/null",
                        "--noproxy",
                        "*",
                        "--resolve",
                        ledger.getHost() + ":" + front.getPort() + ":" + front.getHostString(),
                        ledger + "/docs/")
                .isSuccess();
    }

    public List<Finding> findings() {
        return switch (trust) {
            case BY_ACME ->
                List.of(
                        good(
                                "The certificates come from a CA; there is nothing to trust by hand, unless it is a private one"));
            case TRUSTED ->
                List.of(
                        good("curl and other programs trust the local CA. A browser has a list of its own:"),
                        chromium(),
                        FIREFOX,
                        ELSEWHERE);
            case UNTRUSTED ->
                List.of(
                        warning("This machine does not trust the local CA yet. To trust it:"),
                        detail("For curl and other programs on this machine: sudo cp " + certificate
                                + " /usr/local/share/ca-certificates/slipway.crt && sudo update-ca-certificates"),
                        chromium(),
                        FIREFOX,
                        detail("For one command: curl --cacert " + certificate + " …"),
                        ELSEWHERE);
        };
    }

    private Finding chromium() {
        return detail("For Chromium (package libnss3-tools): certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n \"Slipway "
                + domain + "\" -i " + certificate);
    }
}
