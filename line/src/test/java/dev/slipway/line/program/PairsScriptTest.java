package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates {@code httpd/lib/pairs} takes for names that have none yet. */
class PairsScriptTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "SLIPWAY_DOMAIN", "example.org",
            "SLIPWAY_CERTIFICATES", "acme",
            "SLIPWAY_ACME_EMAIL", "you@example.org");

    /** There is a wildcard, which is not for the last name, and a certificate for one of the others. */
    private static final String KEEP = """
            . line/lib/common
            . line/lib/certificates
            . httpd/lib/pairs
            hosts() { printf '%s\\n' cart.example.org desk.example.org go.example.org a.b.example.org; }
            newest_of() { :; }
            openssl() {
              echo "$3" >>"$SLIPWAY_STATE/read"
              echo 'X509v3 Subject Alternative Name: '
              case $3 in
                */domains/example.org/*) echo '    DNS:example.org, DNS:*.Example.org' ;;
                *) echo '    DNS:desk.example.org' ;;
              esac
            }
            problem_with() {
              if [[ $1 != *pubcert* ]]; then
                echo 'fullchain.pem is missing'
              else
                echo "checks $1 and $2 for $3" >&2
              fi
            }
            copy_pair() { echo "copies $1 and $2 to $3"; }
            keep_former
            """;

    @TempDir
    Path state;

    @Test
    void readEachCertificateOnceAndCheckOnlyThoseOfTheName() throws IOException, InterruptedException {
        String wildcard = store("example.org");
        String own = store("desk.example.org");
        assertThat(Shell.lines(state, SETTINGS, KEEP))
                .containsExactly(
                        "checks %s/pubcert.pem and %s/privkey.pem for cart.example.org".formatted(wildcard, wildcard),
                        "copies %s/pubcert.pem and %s/privkey.pem to %s".formatted(wildcard, wildcard, former("cart")),
                        "checks %s/pubcert.pem and %s/privkey.pem for desk.example.org".formatted(own, own),
                        "copies %s/pubcert.pem and %s/privkey.pem to %s".formatted(own, own, former("desk")));
        assertThat(Files.readAllLines(state.resolve("read")))
                .containsExactly(own + "/pubcert.pem", wildcard + "/pubcert.pem");
    }

    private String former(String label) throws IOException {
        return state.toRealPath()
                .resolve("acme/former")
                .resolve(label + ".example.org")
                .toString();
    }

    /** The folder of a certificate in mod_md's store. */
    private String store(String name) throws IOException {
        Path folder = Files.createDirectories(
                state.toRealPath().resolve("acme/domains").resolve(name));
        Files.writeString(folder.resolve("pubcert.pem"), "a certificate");
        return folder.toString();
    }
}
