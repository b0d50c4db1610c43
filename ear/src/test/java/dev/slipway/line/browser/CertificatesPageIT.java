package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A certificate that httpd cannot serve is an alert on the ledger's first page, by itself and until it is put right. */
@OtherPages
class CertificatesPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final String NAME = LINE.host("admin");

    /** The watcher looks for new files every five seconds, the ledger for its findings every ten; the rest is for what else the machine does. */
    private static final double PROMPTLY = 120_000;

    private final Path pair = LINE.state().resolve("certificates").resolve(NAME);

    @Test
    void tellsOfACertificateThatCannotBeServed(Visitor visitor) throws IOException, InterruptedException {
        Page page = visitor.page();
        visitor.enter(page, REALM.person("viewer"));
        page.navigate(LINE.ledger() + "/");
        assertThat(page.locator("#feed")).hasText("Live");
        assertThat(loaded(page)).isVisible();
        Locator alert = page.locator("#attention .card-danger")
                .filter(new Locator.FilterOptions().setHasText("certificate alert"));
        assertThat(alert.getByText(NAME)).hasCount(0);
        page.evaluate("window.isSamePage = true");

        putPairWhoseKeyDoesNotFit();
        assertThat(alert).containsText(NAME, promptly());
        assertThat(alert).containsText("is not the key of");
        assertThat(page.evaluate("window.isSamePage")).isEqualTo(true);
        visitor.pictures(page, "certificate-alert");
        assertThat(visitor.barriers(page)).isEmpty();

        alert.getByRole(AriaRole.LINK).click();
        Locator failed = row(page, "#certificates", "Failed");
        assertThat(failed).containsText("is not the key of");
        assertThat(row(page, "#events", "Failed").first()).containsText("is not the key of");
        assertThat(page.locator("#feed")).hasText("Live");
        visitor.pictures(page, "certificates");
        visitor.handbook(page, "certificates", Map.of());
        assertThat(visitor.barriers(page)).isEmpty();

        removePair();
        assertThat(row(page, "#certificates", "Fine"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PROMPTLY));
        assertThat(row(page, "#events", "Recovered").first()).isVisible();
        page.navigate(LINE.ledger() + "/");
        assertThat(loaded(page)).isVisible();
        assertThat(alert.getByText(NAME)).hasCount(0);
    }

    @AfterEach
    void removePair() throws IOException {
        Files.deleteIfExists(pair.resolve("fullchain.pem"));
        Files.deleteIfExists(pair.resolve("privkey.pem"));
        Files.deleteIfExists(pair);
    }

    /** What needs attention, or that nothing does. */
    private static Locator loaded(Page page) {
        return page.locator("#attention .card, #attention .calm").first();
    }

    /** Both at once: a certificate without its key is something else that is wrong with a pair. */
    private void putPairWhoseKeyDoesNotFit() throws IOException, InterruptedException {
        Path made = Files.createTempDirectory(LINE.state(), "pair");
        Path key = Files.createTempFile("other", ".pem");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "90",
                "-subj",
                "/CN=" + NAME,
                "-addext",
                "subjectAltName=DNS:" + NAME,
                "-keyout",
                key.toString(),
                "-out",
                made.resolve("fullchain.pem").toString());
        openssl(
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-out",
                made.resolve("privkey.pem").toString());
        // In containers, httpd's user is another.
        Files.setPosixFilePermissions(made.resolve("privkey.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.delete(key);
        Files.createDirectories(pair.getParent());
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(made, pair, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void openssl(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "openssl";
        System.arraycopy(words, 0, command, 1, words.length);
        Process openssl = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(openssl.waitFor()).isZero();
    }

    private static Locator row(Page page, String region, String state) {
        return page.locator(region)
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(NAME))
                .filter(new Locator.FilterOptions().setHasText(state));
    }

    private static LocatorAssertions.ContainsTextOptions promptly() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PROMPTLY);
    }
}
