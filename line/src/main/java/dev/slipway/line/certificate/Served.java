package dev.slipway.line.certificate;

import dev.slipway.line.digest.Sha256;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A certificate that httpd serves for a name.
 *
 * @param fingerprint SHA-256, in OpenSSL's format
 * @param serial in hexadecimal, with an even number of digits
 * @param until when it expires
 * @param issuer the issuer's last common name or organization
 */
record Served(String fingerprint, String serial, Instant until, String issuer) {
    static Served of(X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = Sha256.of(certificate.getEncoded());
        String serial = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        return new Served(
                HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest),
                serial.length() % 2 == 0 ? serial : "0" + serial,
                certificate.getNotAfter().toInstant(),
                issuer(certificate.getIssuerX500Principal().getName()));
    }

    private static String issuer(String name) {
        try {
            return new LdapName(name)
                    .getRdns().stream()
                            .filter(part -> part.getType().matches("CN|O"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .reduce((former, last) -> last)
                            .orElse(name);
        } catch (InvalidNameException e) {
            return name;
        }
    }
}
