package dev.slipway.ledger.deployment.observation;

import dev.slipway.ledger.platform.text.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/** Derives a service's name from an archive's, for an archive without a known service. */
public final class ArchiveName {
    private static final Pattern EXTENSION = Pattern.compile("\\.[a-z]{2,4}$");

    /** A version behind a hyphen, as Maven writes it, or behind two hash signs, as Tomcat takes it. */
    private static final Pattern VERSION = Pattern.compile("(-v?\\d+\\.\\d[\\w.+-]*|##.*)$");

    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^[0-9-]+|-+$");
    private static final int LONGEST = 63;

    private ArchiveName() {}

    /** {@code web-shop} for {@code Web_Shop-1.4.0.war}; in the form of {@link Text#NAME}, always. */
    static String service(String archive) {
        String name = EXTENSION.matcher(archive.toLowerCase(Locale.ROOT)).replaceFirst("");
        name = VERSION.matcher(name).replaceFirst("");
        name = FOREIGN.matcher(name).replaceAll("-");
        name = EDGES.matcher(name).replaceAll("");
        name = EDGES.matcher(name.substring(0, Math.min(LONGEST, name.length())))
                .replaceAll("");
        return name.isEmpty() ? "archive" : name;
    }

    /** {@code Web shop} for the service {@code web-shop}, which nobody has given a title. */
    static String title(String service) {
        return service.substring(0, 1).toUpperCase(Locale.ROOT)
                + service.substring(1).replace('-', ' ');
    }
}
