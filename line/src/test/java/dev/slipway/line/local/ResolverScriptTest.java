package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a worker that starts waits for the machine's resolver: {@code line/lib/network}. */
class ResolverScriptTest extends ScriptScene {
    @BeforeEach
    void make() throws IOException {
        checkout.write("state/run/lock", "");
        checkout.stub("programs/sleep", "echo \"$1\" >>\"$SLIPWAY_STATE/sleeps\"\n");
    }

    /** As with {@code localtest.me} on a machine without DNS: each of its workers starts like that. */
    @Test
    void doesNotWaitForNamesThatHaveNeverResolved() throws Exception {
        failing(1_000);
        resolve(1);
        assertThat(checkout.lines("sleeps")).isEmpty();
    }

    @Test
    void doesNotWaitForThoseOfAnotherDomain() throws Exception {
        checkout.write("state/run/resolved", "example.com\n");
        failing(1_000);
        resolve(1);
        assertThat(checkout.lines("sleeps")).isEmpty();
    }

    @Test
    void waitsForNamesThatResolvedBefore() throws Exception {
        failing(0);
        resolve(0);
        failing(2);
        resolve(0);
        assertThat(checkout.lines("sleeps")).hasSize(2);
    }

    @Test
    void givesUpOnceAfterSomeTime() throws Exception {
        checkout.write("state/run/resolved", "example.org\n");
        failing(1_000);
        resolve(1);
        assertThat(checkout.lines("sleeps")).hasSize(9).containsOnly("2");
        resolve(1);
        assertThat(checkout.lines("sleeps")).hasSize(9);
        failing(0);
        resolve(0);
        assertThat(checkout.lines("run/resolved")).containsExactly("example.org");
    }

    /** So many times from now on. */
    private void failing(int times) throws IOException {
        checkout.write("state/asked", "");
        checkout.stub("programs/getent", """
                echo "$*" >>"$SLIPWAY_STATE/asked"
                if [ "$(wc -l <"$SLIPWAY_STATE/asked")" -le %d ]; then exit 2; fi
                """.formatted(times));
    }

    private void resolve(int expected) throws IOException, InterruptedException {
        checkout.run(Map.of("SLIPWAY_DOMAIN", "example.org"), "-c", ". line/lib/common; resolves_domain")
                .expect(expected);
    }
}
