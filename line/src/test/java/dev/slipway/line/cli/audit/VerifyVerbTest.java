package dev.slipway.line.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.audit.Written;
import dev.slipway.line.cli.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a ledger, and without having signed in. */
class VerifyVerbTest {
    private static final String KEY = Written.fingerprint(Written.KEY);

    /** All but the end of a line. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");

    @TempDir
    Path folder;

    private Called call(String... arguments) {
        return new Called.From(folder).call(arguments);
    }

    @Test
    void saysWhatItChecked() throws IOException {
        Written.complete().signed(Written.KEY).to(folder);
        Called called = call("verify", "audit.zip", "--key", KEY);
        assertThat(called.code()).as(called.out() + called.err()).isZero();
        assertThat(called.out()).isEqualTo("""
                  ✓ https://ledger.example.org, 2026-11-01 to 2026-11-30, exported at 2026-12-01T09:00:00.123456Z
                  ✓ 9 files, each as the signed manifest lists it
                  ✓ 7 links in 2 parts of the chain, under 7 signed heads
                  ✓ 6 rows, each as it was linked
                  ✓ 1 file of evidence, 0 verification summaries
                  ✓ Signed by the key %s
                """.formatted(KEY));
    }

    /** Nothing is wrong with it, but it is not all of the period. */
    @Test
    void warnsOfAPeriodThatWasNotOver() throws IOException {
        Written.complete().until("2026-12-01").signed(Written.KEY).to(folder);
        Called called = call("verify", "audit.zip", "--key", KEY);
        assertThat(called.code()).as(called.out() + called.err()).isZero();
        assertThat(called.out())
                .contains("2026-11-01 to 2026-12-01, exported at 2026-12-01T09:00:00.123456Z\n"
                        + "  ! Exported before the period was over: nothing after that is in it\n");
        assertThat(call("verify", "audit.zip", "--json").out())
                .contains("\"exportedAt\":\"2026-12-01T09:00:00.123456Z\"")
                .contains("\"isPeriodOver\":false");
    }

    @Test
    void takesTheKeyInAnyForm() throws IOException {
        Written.complete().signed(Written.KEY).to(folder);
        String base64 = Written.publicKey(Written.KEY);
        Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
        assertThat(call("verify", "audit.zip", "--key", base64).code()).isZero();
        assertThat(call("verify", "audit.zip", "--key", "key.pem").code()).isZero();
        Called other = call("verify", "audit.zip", "--key", Written.publicKey(Written.OTHER));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("manifest.json is signed by the key " + KEY + ", and not by ");
        Called none = call("verify", "audit.zip", "--key", "nothing");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).startsWith("slipway: --key 'nothing' is no fingerprint,");
    }

    @Test
    void warnsWithoutAKey() throws IOException {
        Written.complete().signed(Written.KEY).to(folder);
        Called called = call("verify", "audit.zip");
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .endsWith("  ! Signed by the key " + KEY + ": compare it with the line's, or pass it with --key\n");
    }

    /** As after the secret was replaced: both are the line's. */
    @Test
    void warnsOfHeadsThatAnotherKeySigned() throws IOException {
        Written.complete().signedAlso(Written.OTHER).signed(Written.KEY).to(folder);
        String other = Written.fingerprint(Written.OTHER);
        Called called = call("verify", "audit.zip", "--key", KEY);
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .startsWith(
                        "  ! 1 head is signed by the key " + other
                                + ", since 2026-12-01T09:00:00.123456Z: not a key that you named.\n  ✓ https://ledger.example.org");
        Called both = call("verify", "audit.zip", "--key", Written.publicKey(Written.OTHER), "--key", KEY, "--json");
        assertThat(both.err()).doesNotContain("!");
        assertThat(both.out())
                .contains("\"headKeys\":[{\"key\":\"" + KEY + "\",\"heads\":7,\"since\":\"2026-10-05T08:00:07Z\"},"
                        + "{\"key\":\"" + other + "\",\"heads\":1,\"since\":\"2026-12-01T09:00:00.123456Z\"}]");
    }

    /** Whoever made it could show lines of their own otherwise, such as one with the line's key. */
    @Test
    void printsNoLinesOrControlCharactersOfAForgedOne() throws IOException {
        String forged = "a\n  ✓ Signed by the key " + KEY + "\u001b[8m\u009b\u202e\u2028";
        Written.complete().ledger(forged).signed(Written.KEY).to(folder);
        Called ledger = call("verify", "audit.zip", "--key", KEY);
        assertThat(ledger.code()).isZero();
        assertThat(ledger.out())
                .startsWith("  ✓ a\uFFFD  ✓ Signed by the key " + KEY + "\uFFFD[8m\uFFFD\uFFFD\uFFFD, 2026-11-01 to")
                .doesNotContainPattern(CONTROL)
                .hasLineCount(6);

        Written.complete().signed(Written.KEY).file(forged, "").to(folder);
        Called name = call("verify", "audit.zip", "--key", KEY);
        assertThat(name.code()).isEqualTo(1);
        assertThat(name.out())
                .startsWith("  ✗ a\uFFFD  ✓ Signed by the key ")
                .contains(" was added: the manifest does not list it.\n")
                .doesNotContainPattern(CONTROL)
                .hasLineCount(2);
    }

    @Test
    void namesWhatIsWrongForPeopleAndForScripts() throws IOException {
        Written.complete()
                .change("rows/approval.jsonl", "approved", "refused")
                .signed(Written.KEY)
                .to(folder);
        String finding =
                "rows/approval.jsonl: the row approval a1 was changed: it is not what was linked at position 7.";
        Called called = call("verify", "audit.zip");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out())
                .isEqualTo("  ✗ " + finding
                        + "\naudit.zip is not what the ledger wrote, or the ledger's rows were changed: 1 finding.\n");
        Called json = call("verify", "audit.zip", "--json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).contains("\"isValid\":false").contains(finding);
    }

    @Test
    void comparesHeadsThatWereKept() throws IOException {
        keep(9, "2026-12-01T06:00:00Z");
        Called called = call("verify", "audit.zip", "--heads", "kept");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("kept: the head in line 1 contradicts another of the same position, 9");
    }

    @Test
    void saysWhichRowsWereLinkedLate() throws IOException {
        keep(2, "2026-11-03T06:00:00Z");
        Called called = call("verify", "audit.zip", "--heads", "kept");
        assertThat(called.out())
                .contains("  ! links.jsonl: link 5 (event e1) was linked only after 2026-11-03T06:00:00Z, and says it")
                .contains("  ! 2 rows linked over an hour late: ");
        assertThat(call("verify", "audit.zip", "--heads", "kept", "--json").out())
                .contains("\"warningsCount\":2")
                .contains("\"lateRows\":2");
    }

    @Test
    void saysWhichHeadsItDidNotCompare() throws IOException {
        keep(2, "2026-10-20T09:00:00Z");
        Called called = call("verify", "audit.zip", "--heads", "kept");
        assertThat(called.code()).isZero();
        assertThat(called.out())
                .contains("under 7 signed heads\n  ! 1 kept head not compared: outside of this extract\n");
    }

    @Test
    void saysThatAFileIsNoExtract() throws IOException {
        Files.writeString(folder.resolve("text.zip"), "no zip");
        Called called = call("verify", "text.zip");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).startsWith("slipway: text.zip is no audit extract: ");
        assertThat(call("verify", "missing.zip").err())
                .isEqualTo("slipway: There is no file missing.zip that can be read.\n");
    }

    /** An extract, and a head that was kept elsewhere. */
    private void keep(int position, String signedAt) throws IOException {
        Written.complete().signed(Written.KEY).to(folder);
        Files.writeString(folder.resolve("kept"), Written.head(position, "0".repeat(64), Written.KEY, signedAt) + "\n");
    }
}
