package dev.slipway.line.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    private static final String KEY = Written.fingerprint(Written.KEY);

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWithWhatALedgerWrote() throws IOException {
        Report report = verify(Written.complete().signed(Written.KEY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.isValid()).isTrue();
        assertThat(report.signer()).isEqualTo(KEY);
        assertThat(report.isPeriodOver()).isTrue();
        assertThat(report.links()).isEqualTo(7);
        assertThat(report.parts()).isEqualTo(2);
        assertThat(report.rows()).isEqualTo(6);
        assertThat(report.heads()).isEqualTo(7);
        assertThat(report.signers())
                .containsExactly(new Signer(KEY, 7, Optional.of(Instant.parse("2026-10-05T08:00:07Z"))));
        assertThat(report.evidence()).isEqualTo(1);
        assertThat(report.files()).isEqualTo(9);
    }

    /** As the ledger writes it after somebody changed the database: the manifest is true of what is there. */
    @Test
    void namesARowThatWasChangedInTheDatabase() throws IOException {
        Written extract = Written.complete().change("rows/approval.jsonl", "approved", "refused");
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly(
                        "rows/approval.jsonl: the row approval a1 was changed: it is not what was linked at position 7.");
    }

    @Test
    void namesARowThatWasChangedInTheFile() throws IOException {
        Written extract = Written.complete().signed(Written.KEY).change("rows/event.jsonl", "\"b\"", "\"x\"");
        assertThat(verify(extract).findings())
                .containsExactly(
                        "rows/event.jsonl was changed: it is not the file that the manifest lists.",
                        "rows/event.jsonl: the row event e2 was changed: it is not what was linked at position 6.");
    }

    @Test
    void namesARowThatIsMissing() throws IOException {
        Written extract = Written.complete().change("rows/event.jsonl", "{\"id\": \"e2\", \"kind\": \"b\"}\n", "");
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly(
                        "rows/event.jsonl: the row event e2, linked at position 6, is missing or not in its place.");
    }

    @Test
    void namesARowThatWasAdded() throws IOException {
        Written extract = Written.complete();
        extract.files.merge("rows/event.jsonl", "{\"id\": \"e9\"}\n", String::concat);
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly(
                        "rows/event.jsonl: the row event e9 was added or is not in its place: no link is left for it.");
    }

    @Test
    void namesRowsThatWereMoved() throws IOException {
        Written extract = Written.complete()
                .change(
                        "rows/event.jsonl",
                        "{\"id\": \"e1\", \"kind\": \"a\"}\n{\"id\": \"e2\", \"kind\": \"b\"}\n",
                        "{\"id\": \"e2\", \"kind\": \"b\"}\n{\"id\": \"e1\", \"kind\": \"a\"}\n");
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .contains("rows/event.jsonl: the row event e1, linked at position 5, is missing or not in its place.")
                .anySatisfy(
                        finding -> assertThat(finding).contains("the row event e1 was added or is not in its place"));
    }

    /** The row and its link fit together then, but no longer the links behind it. */
    @Test
    void namesALinkThatWasMadeAnewWithItsRow() throws IOException {
        String before = "{\"id\": \"e2\", \"kind\": \"b\"}";
        String after = "{\"id\": \"e2\", \"kind\": \"x\"}";
        Written extract = Written.complete().change("rows/event.jsonl", before, after);
        extract.change("links.jsonl", Sha256.hex(before), Sha256.hex(after));
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly("links.jsonl: link 6 (event e2) is not what was linked behind the one before it.");
    }

    /** Whoever makes the whole chain anew has no signed head of it. */
    @Test
    void seesAChainThatWasMadeAnew() throws IOException {
        Written old = Written.complete();
        Written extract = new Written();
        extract.row("policy", "p1", "2026-10-05T08:00:00.000000Z", "{\"id\": \"p1\", \"version\": 2}");
        extract.head(Written.OTHER, "2026-11-30T12:00:00Z");
        extract.finish();
        extract.files.put("keys.json", old.files.get("keys.json"));
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .contains("heads.jsonl: the head in line 1 has no valid signature by a key of keys.json.")
                .anySatisfy(finding -> assertThat(finding).contains("of which there is no signed head"));
    }

    @Test
    void seesAHeadThatSaysSomethingElse() throws IOException {
        Written extract = Written.complete();
        extract.files.put(
                "heads.jsonl",
                extract.files.get("heads.jsonl")
                        + Written.head(6, Sha256.hex("other"), Written.KEY, "2026-11-15T10:30:00Z") + "\n");
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly("links.jsonl: link 6 (event e2) is not what the signed head at its position says.");
    }

    /** Kept by an auditor; since then the line's owner has made the chain anew, and had it signed. */
    @Test
    void seesThatAHeadKeptElsewhereSaysSomethingElse() throws IOException {
        Report report = verify(Written.complete().signed(Written.KEY), head(9, "2026-12-01T06:00:00Z"));
        assertThat(report.findings())
                .anySatisfy(
                        finding -> assertThat(finding)
                                .isEqualTo(
                                        "kept.jsonl: the head in line 1 contradicts another of the same position, 9: the chain was rebuilt from an earlier position."));
    }

    @Test
    void seesThatTheChainIsShorterThanAHeadKeptElsewhere() throws IOException {
        Report report = verify(Written.complete().signed(Written.KEY), head(12, "2026-12-01T08:59:59Z"));
        assertThat(report.findings())
                .containsExactly(
                        "kept.jsonl: the head in line 1 is of position 12, and was signed before the export, when the chain ended at 9: the chain is shorter than it was.");
        assertThat(report.heads()).isEqualTo(7);
    }

    /** Signed after the export, before it within what the extract leaves out, or of an extract that does not tell its chain's end. */
    @ParameterizedTest
    @CsvSource({"12, 2026-12-02T06:00:00Z, 9", "2, 2026-10-20T09:00:00Z, 9", "12, 2026-12-01T06:00:00Z,"})
    void doesNotCountHeadsThatItCannotCompare(long position, String at, @Nullable Long end) throws IOException {
        Report report = verify(Written.complete().signed(Written.KEY, end), head(position, at));
        assertThat(report.findings()).isEmpty();
        assertThat(report.heads()).isEqualTo(7);
        assertThat(report.uncompared()).isEqualTo(1);
    }

    /** Whoever adds a row to the database says when it happened; the heads say since when it can have been there. */
    @Test
    void warnsOfARowThatWasLinkedLongAfterItsTime() throws IOException {
        Written extract = Written.complete();
        extract.row("approval", "a2", "2026-12-01T08:00:01.000000Z", "{\"id\": \"a2\", \"verdict\": \"approved\"}");
        extract.row("approval", "a3", "2026-11-05T10:00:00.000000Z", "{\"id\": \"a3\", \"verdict\": \"approved\"}");
        extract.head(Written.KEY, "2026-12-02T09:00:00Z");
        extract.finish();
        Report report = verify(extract.signed(Written.KEY));
        assertThat(report.isValid()).isTrue();
        assertThat(report.warnings())
                .containsExactly(
                        "links.jsonl: link 11 (approval a3) was linked only after 2026-12-01T09:00:00.123456Z, and says it happened at 2026-11-05T10:00:00.000000Z.");
        assertThat(report.warningCount()).isEqualTo(1);
        assertThat(report.late()).isEqualTo(1);
    }

    /** As the owner of the database has it, who set the times of two approvals before they were linked: they are of no period then. */
    @Test
    void warnsOfLinksOfThePeriodWhoseTimesCannotBeTrue() throws IOException {
        Written extract = Written.october().november();
        extract.linkAlone("approval", "a2", "2020-01-01T00:00:00.000000Z");
        extract.linkAlone("approval", "a3", "2199-01-01T00:00:00.000000Z");
        Report report = verify(extract.exported().signed(Written.KEY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings())
                .containsExactly(
                        "links.jsonl: link 10 (approval a2) was linked only after 2026-11-30T12:00:00Z, and says it happened at 2020-01-01T00:00:00.000000Z.",
                        "links.jsonl: link 11 (approval a3) was linked before 2026-12-01T09:00:00.123456Z, and says it happened later, at 2199-01-01T00:00:00.000000Z.");
        assertThat(report.late()).isEqualTo(1);
    }

    /** As the owner of the database has it, who added a backdated row, and removed the heads that it was linked behind. */
    @Test
    void warnsWhereHeadsAreMissing() throws IOException {
        Written extract = Written.complete();
        List<String> heads =
                extract.files.getOrDefault("heads.jsonl", "").lines().toList();
        extract.files.put("heads.jsonl", String.join("\n", heads.get(0), heads.get(1), heads.get(6)) + "\n");
        Report report = verify(extract.signed(Written.KEY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings())
                .containsExactly(
                        "heads.jsonl: no head was signed between 2026-10-31T23:59:59.999999Z, at link 4, and 2026-12-01T09:00:00.123456Z, at link 9. The line was down, or heads were removed: nothing shows when these links were added.");
    }

    @Test
    void warnsOfWhatAHeadKeptElsewhereDoesNotHaveYet() throws IOException {
        Report report = verify(Written.complete().signed(Written.KEY), head(2, "2026-11-20T06:00:00Z"));
        assertThat(report.isValid()).isTrue();
        assertThat(report.warnings())
                .hasSize(4)
                .allSatisfy(warning -> assertThat(warning).contains("was linked only after 2026-11-20T06:00:00Z"));
    }

    @Test
    void comparesHeadsThatWereKeptElsewhere() throws IOException {
        Written extract = Written.complete();
        String own = extract.files.getOrDefault("heads.jsonl", "");
        Report report = verify(extract.signed(Written.KEY), own);
        assertThat(report.findings()).isEmpty();
        assertThat(report.heads()).isEqualTo(14);
        assertThat(report.uncompared()).isZero();
    }

    @Test
    void refusesAnotherKey() throws IOException {
        Written extract = Written.complete();
        extract.keys(Written.KEY, Written.OTHER);
        assertThat(verify(extract.signed(Written.OTHER)).findings())
                .containsExactly("manifest.json is signed by the key " + Written.fingerprint(Written.OTHER)
                        + ", and not by " + KEY + ".");
    }

    /** As after the secret was replaced; or as the owner of the database has it, who added a key of their own. */
    @Test
    void warnsOfHeadsThatAnotherKeySigned() throws IOException {
        Written extract = Written.complete();
        extract.head(Written.OTHER, "2026-12-01T09:30:00Z");
        extract.head(Written.OTHER, "2026-12-01T09:20:00Z");
        extract.keys(Written.KEY, Written.OTHER);
        extract.finish();
        extract.signed(Written.KEY);
        String other = Written.fingerprint(Written.OTHER);
        Report report = verify(extract);
        assertThat(report.isValid()).isTrue();
        assertThat(report.warnings())
                .containsExactly("2 heads are signed by the key " + other
                        + ", since 2026-12-01T09:20:00Z: not a key that you named.");
        assertThat(report.late()).isZero();
        assertThat(report.signers()).extracting(Signer::key).containsExactly(KEY, other);
        Path file = extract.to(folder);
        assertThat(Verifier.verify(file, List.of(other, KEY), Optional.empty()).warnings())
                .isEmpty();
        assertThat(Verifier.verify(file, List.of(), Optional.empty()).warnings())
                .containsExactly(
                        "2 heads are signed by the key " + other
                                + ", since 2026-12-01T09:20:00Z: neither the key that signed the extract, nor one that it replaced.");
        assertThat(Verifier.verify(file, List.of(other), Optional.empty()).findings())
                .contains("manifest.json is signed by the key " + KEY + ", and not by " + other + ".");
    }

    /** As the owner of the database has it, who changed an old policy, and signed the chain up to the next head anew. */
    @Test
    void countsNoHeadByAnotherKeyBehindEarlierRows() throws IOException {
        Written extract = Written.october(Written.OTHER).november().exportedWithBoth();
        String other = Written.fingerprint(Written.OTHER);
        String signed = "1 head is signed by the key " + other + ", since 2026-10-05T08:00:07Z: ";
        Report report = verify(extract.signed(Written.KEY));
        assertThat(report.findings())
                .containsExactly(
                        "links.jsonl: a part of the chain ends at link 1 (policy p1), of which there is no signed head.");
        assertThat(report.warnings()).containsExactly(signed + "not a key that you named.");
        Report unnamed = verify(extract, List.of());
        assertThat(unnamed.findings()).isEmpty();
        assertThat(unnamed.warnings())
                .containsExactly(signed + "neither the key that signed the extract, nor one that it replaced.");
    }

    /** Both keys are in the chain, the other one earlier: the line had it before. */
    @Test
    void findsNothingWrongAfterTheKeyWasReplaced() throws IOException {
        Written extract = Written.rotated().exportedWithBoth();
        extract.signed(Written.KEY);
        List<String> both = List.of(Written.fingerprint(Written.OTHER), KEY);
        for (List<String> named : List.of(List.<String>of(), both)) {
            Report report = verify(extract, named);
            assertThat(report.findings()).isEmpty();
            assertThat(report.warnings()).isEmpty();
        }
        assertThat(verify(extract, List.of(KEY)).findings())
                .anySatisfy(finding -> assertThat(finding).contains("of which there is no signed head"));
    }

    /** As whoever got hold of the key that was replaced can make it: a whole extract. */
    @Test
    void refusesAnExtractThatAReplacedKeySigned() throws IOException {
        String other = Written.fingerprint(Written.OTHER);
        Written extract = Written.rotated().exportedWithBoth();
        assertThat(verify(extract.signed(Written.OTHER), List.of(other, KEY)).findings())
                .containsExactly("manifest.json is signed by the key " + other + ", and not by " + KEY
                        + ", the last that you named: it is from before that key, or forged.");
        assertThat(verify(extract, List.of(other)).findings()).isEmpty();
    }

    /** The workers restart within minutes, and sign with the old key until then. */
    @Test
    void warnsOfHeadsThatAReplacedKeySigned() throws IOException {
        String other = Written.fingerprint(Written.OTHER);
        Written extract = Written.rotated();
        extract.head(Written.OTHER, "2026-11-01T11:00:00Z");
        extract.head(Written.OTHER, "2026-11-01T11:00:00.000001Z");
        extract.exportedWithBoth().signed(Written.KEY);
        for (List<String> named : List.of(List.<String>of(), List.of(other, KEY))) {
            Report report = verify(extract, named);
            assertThat(report.findings()).isEmpty();
            assertThat(report.warnings())
                    .containsExactly("1 head is signed by the key " + other
                            + " over an hour after it was replaced, at 2026-11-01T10:00:00Z.");
        }
    }

    @Test
    void refusesAKeyThatIsNotTheOneOfItsFingerprint() throws IOException {
        Written extract = Written.complete();
        extract.change("keys.json", Written.publicKey(Written.KEY), Written.publicKey(Written.OTHER));
        assertThat(verify(extract.signed(Written.OTHER)).findings())
                .contains("keys.json: the key " + KEY + " is not the one of that fingerprint.")
                .contains("manifest.json has no valid signature by a key of keys.json.");
    }

    @Test
    void refusesAManifestThatWasChanged() throws IOException {
        Written extract = Written.complete().signed(Written.KEY);
        extract.change("manifest.json", "\"sig\":\"", "\"sig\":\"AAAA");
        assertThat(verify(extract).findings()).contains("manifest.json has no valid signature by a key of keys.json.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"README.txt", "rows/event.jsonl", "rows/policy.jsonl", "heads.jsonl", "links.jsonl", "keys.json"
            })
    void namesAFileThatIsMissing(String name) throws IOException {
        Written extract = Written.complete().signed(Written.KEY);
        extract.files.remove(name);
        Report report = verify(extract);
        assertThat(report.isValid()).isFalse();
        assertThat(report.findings()).contains(name + " is missing.");
    }

    @Test
    void saysThatSomethingElseIsNoExtract() throws IOException {
        Written extract = new Written();
        extract.files.put("a.txt", "a");
        assertThat(verify(extract).findings())
                .contains("manifest.json is missing: this is no audit extract, or not all of one.");

        Path text = folder.resolve("text.zip");
        Files.writeString(text, "no zip");
        assertThatThrownBy(() -> Verifier.verify(text, List.of(), Optional.empty()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void namesAFileThatWasAdded() throws IOException {
        Written extract = Written.complete().signed(Written.KEY);
        extract.files.put("rows/extra.jsonl", "{}\n");
        assertThat(verify(extract).findings())
                .containsExactly("rows/extra.jsonl was added: the manifest does not list it.");
    }

    @Test
    void namesEvidenceWhoseFileIsAnother() throws IOException {
        String file = "evidence/" + Sha256.hex("<testsuite/>");
        Written extract = Written.complete().change(file, "<testsuite/>", "<testsuite failures=\"0\"/>");
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly(file + ", the file of evidence v1 (TEST-a.xml), was changed.");
        extract.files.remove(file);
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly(file + ", the file of evidence v1 (TEST-a.xml), is missing.");
    }

    /** What is left out at either end, or between two heads, leaves a hole. */
    @ParameterizedTest
    @CsvSource({
        "1, of the period's 6 links",
        "3, links between them are missing",
        "6, of which there is no signed head",
    })
    void seesThatLinksAreMissing(int index, String finding) throws IOException {
        Written extract = Written.complete();
        extract.links.remove(index);
        extract.finish();
        extract.files.put("heads.jsonl", Written.complete().files.get("heads.jsonl"));
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .anySatisfy(text -> assertThat(text).contains(finding));
    }

    /** As the owner of the database has it, who gave the first links another time, by which they are not of the period. */
    @Test
    void seesThatThePeriodMayBeginBeforeItsPartOfTheChain() throws IOException {
        Written extract = Written.october().first(6);
        extract.skip("event", "e0", "2026-11-01T00:00:00.000000Z");
        assertThat(verify(extract.november().exported().signed(Written.KEY)).findings())
                .containsExactly(
                        "manifest.json: the period's part of the chain begins at link 6, and no head of it was signed by the line's key before 2026-11-01: rows of the period may be missing before it.");
    }

    /** As the owner of the database has it, who also added a key. */
    @Test
    void countsNoHeadByAnotherKeyBeforeThePeriod() throws IOException {
        Written extract = Written.october().first(6);
        extract.skip("event", "e0", "2026-11-01T00:00:00.000000Z");
        extract.november().exported().head(Written.OTHER, "2026-10-31T12:00:00Z");
        extract.keys(Written.KEY, Written.OTHER);
        extract.finish();
        Path file = extract.signed(Written.KEY).to(folder);
        assertThat(Verifier.verify(file, List.of(KEY), Optional.empty()).findings())
                .singleElement()
                .asString()
                .startsWith("manifest.json: the period's part of the chain begins at link 6, ");
        List<String> both = List.of(Written.fingerprint(Written.OTHER), KEY);
        assertThat(Verifier.verify(file, both, Optional.empty()).findings()).isEmpty();
    }

    /** The head of the day after is the first that shows which rows it has: those of midnight are linked some seconds later. */
    @ParameterizedTest
    @CsvSource({"2026-11-30T23:59:59Z, 1", "2026-12-01T00:59:59.999999Z, 1", "2026-12-01T01:00:00Z, 0"})
    void seesThatThePeriodMayEndBehindItsPartOfTheChain(String signedAt, int findings) throws IOException {
        Written extract = Written.october().november().last(9);
        extract.head(Written.KEY, signedAt);
        extract.finish();
        String heads = extract.files.getOrDefault("heads.jsonl", "");
        extract.skip("event", "e4", "2026-11-30T23:59:59.999999Z");
        extract.exported().files.put("heads.jsonl", heads);
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .hasSize(findings)
                .allSatisfy(
                        finding -> assertThat(finding)
                                .isEqualTo(
                                        "manifest.json: the period's part of the chain ends at link 9, and no head of it was signed by the line's key an hour after the period: rows of the period may be missing behind it."));
    }

    @Test
    void seesALinkOfThePeriodThatIsNotInItsPartOfTheChain() throws IOException {
        assertThat(verify(Written.complete().first(6).signed(Written.KEY)).findings())
                .hasSize(2)
                .contains(
                        "links.jsonl: link 5 (event e1) is of the period, and not in its part of the chain, from 6 to 9.");
    }

    /** Nothing happened: one link, whose head was signed before and after. */
    @Test
    void seesThatNothingHappened() throws IOException {
        Report report = verify(Written.october().exported().signed(Written.KEY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    /** It began at the first link of the period. */
    @Test
    void warnsOfAnExtractThatDoesNotShowItsBounds() throws IOException {
        Report report = verify(Written.complete().first(5).old().signed(Written.KEY));
        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings())
                .containsExactly(
                        "manifest.json: an earlier version of Slipway wrote it, which does not show whether rows are missing at the beginning and at the end of the period: export the period again.");
    }

    @Test
    void seesThatALinkHidesItsRow() throws IOException {
        Written extract = Written.complete();
        extract.change("rows/event.jsonl", "{\"id\": \"e2\", \"kind\": \"b\"}\n", "");
        extract.links.set(3, extract.links.get(3).replace(",\"row\":true", ""));
        extract.finish();
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly("links.jsonl: link 6 (event e2) is of the period, and says that its row is not here.");
    }

    @Test
    void seesThatSomethingElseIsSaidToHaveBeenBefore() throws IOException {
        Written extract = Written.complete();
        extract.change("links.jsonl", "\"previous\":\"" + "0".repeat(64), "\"previous\":\"" + "1".repeat(64));
        assertThat(verify(extract.signed(Written.KEY)).findings())
                .containsExactly(
                        "links.jsonl: link 1 (policy p1) is the first, and says that something was before it.",
                        "links.jsonl: link 1 (policy p1) is not what was linked behind the one before it.");
    }

    @Test
    void survivesWhatIsNoJson() throws IOException {
        Written extract = Written.complete();
        extract.files.put("links.jsonl", "[1]\n{\"position\": 99999999999999999999999}\n");
        extract.files.put("rows/evidence.jsonl", "\u0000\n");
        assertThat(verify(extract.signed(Written.KEY)).isValid()).isFalse();
    }

    private static String head(long position, String at) {
        return Written.head(position, Sha256.hex("as it was"), Written.KEY, at) + "\n";
    }

    private Report verify(Written extract, String heads) throws IOException {
        Path kept = folder.resolve("kept.jsonl");
        Files.writeString(kept, heads);
        return Verifier.verify(extract.to(folder), List.of(KEY), Optional.of(kept));
    }

    private Report verify(Written extract) throws IOException {
        return verify(extract, List.of(KEY));
    }

    private Report verify(Written extract, List<String> named) throws IOException {
        return Verifier.verify(extract.to(folder), named, Optional.empty());
    }
}
