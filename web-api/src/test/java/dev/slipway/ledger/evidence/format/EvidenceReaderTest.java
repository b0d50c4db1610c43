package dev.slipway.ledger.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.evidence.contents.FailureKind;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.platform.text.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EvidenceReaderTest {
    private static final String SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private static final String STATEMENT = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"shop.war","digest":{"sha256":"%s"}}],
             "predicateType":"https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"%s"}}""";

    @TempDir
    Path folder;

    @Test
    void readsAReportOfPytest() throws Exception {
        Contents read = read("""
                <?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1"
                 failures="1" skipped="2" tests="5" time="0.061" timestamp="2026-11-23T10:00:00"><testcase
                 classname="test_a" name="test_ok[1]" time="0.001" /><testcase classname="test_a" name="test_bad"
                 time="0.002"><failure message="assert 1 == 2">def test_bad():
                &gt;       assert 1 == 2</failure></testcase><testcase classname="test_a" name="test_skip" time="0"><skipped
                 type="pytest.skip" message="later">/a.py:1: later</skipped></testcase><testcase classname="test_a"
                 name="test_xfail" time="0"><skipped type="pytest.xfail" message="" /></testcase><testcase
                 classname="test_a" name="test_setup" time="0.003"><error message="failed on setup">E</error></testcase>
                </testsuite></testsuites>""");
        assertCounts(read, 5, 1, 1, 1, 2);
        assertThat(read.summary().durationMillis()).isEqualTo(6);
        assertThat(read.failures()).extracting(Failure::name).containsExactly("test_bad", "test_setup");
        assertThat(read.failures().get(0).message()).isEqualTo("assert 1 == 2");
        assertThat(read.failures().get(0).detail()).endsWith(">       assert 1 == 2");
    }

    @Test
    void countsAFlakyTestOfSurefireAsPassedAndARerunOneOnce() throws Exception {
        Contents read = read("""
                <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="a.B" time="1,234.5" tests="9">
                <properties><property name="x" value="y"/></properties>
                <testcase name="flaky" classname="a.B" time="1,234.5"><flakyFailure message="no" type="E"><stackTrace>a</stackTrace>
                <system-out>out</system-out></flakyFailure><flakyError type="E"/></testcase>
                <testcase name="fails" classname="a.B" time="0.1"><failure message="no" type="E">one</failure>
                <rerunFailure message="no" type="E"><stackTrace>two</stackTrace></rerunFailure></testcase>
                <testcase name="skips" classname="a.B"><skipped/></testcase></testsuite>""");
        assertCounts(read, 3, 1, 1, 0, 1);
        assertThat(read.summary().durationMillis()).isEqualTo(1_234_600);
        assertThat(read.failures()).hasSize(1);
    }

    @Test
    void readsReportsOfGradleJestAndGo() throws Exception {
        assertCounts(read("""
                <testsuite name="org.example.BasketTest" tests="2" skipped="0" failures="0" errors="0" timestamp="2026-11-23T10:00:00" hostname="h" time="0.05">
                  <properties/><testcase name="adds()" classname="org.example.BasketTest" time="0.03"/>
                  <testcase name="sums()" classname="org.example.BasketTest" time="0.02"/><system-out><![CDATA[]]></system-out></testsuite>"""), 2, 2, 0, 0, 0);
        Contents jest = read("""
                <testsuites name="jest tests" tests="2" failures="1" errors="0" time="1.2"><testsuite name="basket" errors="0" failures="1" skipped="0" tests="2">
                <testcase classname="basket adds" name="basket adds" time="0.004"></testcase><testcase classname="basket sums" name="basket sums" time="0.005">
                <failure>Error: expect(received).toBe(expected)
                    at Object.toBe (basket.test.js:3:1)</failure><failure>second</failure></testcase></testsuite></testsuites>""");
        assertCounts(jest, 2, 1, 1, 0, 0);
        assertThat(jest.failures().get(0).message()).isEqualTo("Error: expect(received).toBe(expected)");
        assertCounts(read("""
                <testsuites tests="2" failures="1"><testsuite tests="2" failures="1" time="0.1" name="example.org/basket"><properties>
                <property name="go.version" value="go1.24"></property></properties><testcase classname="basket" name="TestAdds" time="0.010"></testcase>
                <testcase classname="basket" name="TestSums" time="0.000"><failure message="Failed" type="">basket_test.go:9</failure></testcase>
                </testsuite></testsuites>"""), 2, 1, 1, 0, 0);
    }

    @Test
    void readsNestedSuitesAndWhatHasNoAttributes() throws Exception {
        Contents read = read("""
                <testsuites><testsuite name="outer"><testsuite name="inner"><testcase><error/></testcase></testsuite>
                <testcase name="x" status="notrun"/></testsuite></testsuites>""");
        assertCounts(read, 2, 0, 0, 1, 1);
        assertThat(read.failures().get(0)).isEqualTo(new Failure("inner", "", FailureKind.ERROR, null, null, null));
    }

    @Test
    void countsASuiteThatBrokeDown() throws Exception {
        assertCounts(
                read("<testsuite name='a' tests='0' errors='0'><error message='no class'/></testsuite>"),
                1,
                0,
                0,
                1,
                0);
    }

    @Test
    void saysNothingOfTestsThatDidNotRun() throws Exception {
        assertThat(read("<testsuites tests='100' failures='0'/>").verdict()).isEqualTo(Verdict.NONE);
        assertThat(read("<testsuite><testcase><skipped/></testcase></testsuite>")
                        .verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void keepsAHundredFailuresAndCutsThem() throws Exception {
        String failure = "<testcase name='n'><failure message='" + "m".repeat(3_000) + "'>"
                + "\uD83D\uDE00".repeat(5_000) + "</failure></testcase>";
        Contents read = read("<testsuite>" + failure.repeat(150) + "</testsuite>");
        assertCounts(read, 150, 0, 150, 0, 0);
        assertThat(read.failures()).hasSize(Failure.LIMIT);
        assertThat(read.failures().get(0).message()).hasSize(2_000);
        assertThat(read.failures().get(0).detail()).hasSize(8_000).doesNotContain("\uFFFD");
    }

    @Test
    void refusesADocumentType() {
        String laughs = """
                <?xml version="1.0"?>
                <!DOCTYPE testsuite [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
                <testsuite name="&b;"><testcase name="&c;"/></testsuite>""";
        assertThat(refused(laughs).place()).startsWith("line 2");
        assertThat(refused(laughs).detail()).contains("document type");
        assertThat(refused("<!DOCTYPE testsuite SYSTEM 'http://127.0.0.1:1/x.dtd'><testsuite/>")
                        .detail())
                .contains("document type");
    }

    @Test
    void saysWhereXmlIsBroken() {
        MalformedException broken = refused("<testsuite>\n<testcase name='a'>\n</testsuite>");
        assertThat(broken.place()).startsWith("line 3, column ");
        assertThat(broken.detail()).contains("testcase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<testsuite>&unknown;</testsuite>",
                "<testsuite/><testsuite/>",
                "<testsuite",
                "<html/>",
                "<bom xmlns='http://example.org'/>",
                "<bom xmlns='http://cyclonedx.org/schema/bom/9.9'/>",
                "<testsuite><testcase><testcase/></testcase></testsuite>",
                "<?xml version='1.0' encoding='no-such'?><testsuite/>",
                "<testsuite name='\u0001'/>",
                "",
                "   ",
                "hello",
                "P",
                "PK\u0003\u0004 nonsense",
                "[]",
                "{",
                "{}",
                "{\"bomFormat\":\"CycloneDX\"}",
                "{\"bomFormat\":\"SPDX\",\"specVersion\":\"1.6\"}",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"} {}",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":{}}",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[1]}",
                "{\"bomFormat\":\"CycloneDX\",\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}",
                "{\"_type\":\"https://in-toto.io/Statement/v1\"}",
                "{\"_type\":7}",
                "{\"payloadType\":\"application/vnd.in-toto+json\"}",
                "{\"payloadType\":\"text/plain\",\"payload\":\"e30=\"}",
                "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"!!\"}",
                "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"e30=\"}"
            })
    void refusesWhatIsNoEvidence(String file) {
        MalformedException refused = refused(file);
        assertThat(refused.place()).isNotBlank();
        assertThat(refused.detail()).isNotBlank();
    }

    @Test
    void refusesWhatIsNestedBeyondSense() {
        assertThat(refused("<testsuite>".repeat(200_000)).detail()).contains("nested");
        assertThat(refused("{\"a\":" + "[".repeat(200_000)).detail()).contains("nest");
    }

    @Test
    void survivesAHugeAttributeAndAHugeText() throws Exception {
        String huge = "x".repeat(10_000_000);
        Contents read = read("<testsuite><testcase name='" + huge + "'><failure>" + huge
                + "</failure><system-out><![CDATA[" + huge + "]]></system-out></testcase></testsuite>");
        assertThat(read.failures().get(0).name()).hasSize(Failure.NAME_LIMIT);
        assertThat(read.failures().get(0).detail()).hasSize(Failure.DETAIL_LIMIT);
    }

    @Test
    void readsOtherEncodings() throws Exception {
        assertCounts(
                read(
                        "<?xml version='1.0' encoding='UTF-16'?><testsuite><testcase/></testsuite>",
                        StandardCharsets.UTF_16),
                1,
                1,
                0,
                0,
                0);
        assertCounts(read("\uFEFF<testsuite><testcase/></testsuite>"), 1, 1, 0, 0, 0);
    }

    @Test
    void readsReportsInAZipAndSkipsTheRest() throws Exception {
        Map<String, String> files = new TreeMap<>(Map.of(
                "../../TEST-a.xml", "<testsuite name='a'><testcase name='x'/></testsuite>",
                "deep/er/TEST-b.XML", "<testsuite name='b'><testcase name='y'><failure/></testcase></testsuite>",
                "failsafe-summary.xml", "<failsafe-summary/>",
                "a.txt", "no",
                "index.html", "<!DOCTYPE html><html/>"));
        Contents read = new EvidenceReader(Digest.ofHex(SHA)).read(zip(files));
        assertThat(read.format()).isEqualTo(Format.JUNIT_ZIP);
        assertCounts(read, 2, 1, 1, 0, 0);
    }

    @Test
    void namesTheBrokenFileInAZip() throws Exception {
        Path zip = zip(Map.of("TEST-a.xml", "<testsuite>\n<oops>"));
        MalformedException refused =
                catchThrowableOfType(MalformedException.class, () -> new EvidenceReader(Digest.ofHex(SHA)).read(zip));
        assertThat(refused.place()).startsWith("TEST-a.xml, line 2");
    }

    @Test
    void refusesAZipWithoutAReport() throws Exception {
        Path zip = zip(Map.of("a.txt", "<testsuite/>"));
        assertThat(catchThrowableOfType(MalformedException.class, () -> new EvidenceReader(Digest.ofHex(SHA)).read(zip))
                        .detail())
                .contains("no test report");
    }

    @Test
    void refusesAZipBombAndAZipOfVeryManyFiles() throws Exception {
        String blank = "<testsuite>" + " ".repeat(18_000_000) + "</testsuite>";
        Path bomb = zip(Map.of("TEST-a.xml", blank, "TEST-b.xml", blank, "TEST-c.xml", blank, "TEST-d.xml", blank));
        assertThat(Files.size(bomb)).isLessThan(1_000_000);
        assertThat(catchThrowableOfType(
                        TooLargeException.class, () -> new EvidenceReader(Digest.ofHex(SHA)).read(bomb)))
                .hasMessageContaining("67108864");
        // Of one report the parser may hold all.
        Path large = zip(Map.of("TEST-a.xml", "<testsuite name=\"" + " ".repeat(21_000_000) + "\"/>"));
        assertThat(catchThrowableOfType(
                        TooLargeException.class, () -> new EvidenceReader(Digest.ofHex(SHA)).read(large)))
                .hasMessage("Unpacked, TEST-a.xml is larger than 20971520 bytes.");
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i <= ZipReports.ENTRIES_LIMIT; i++) {
            many.put(i + ".txt", "");
        }
        Path crowd = zip(many);
        assertThat(catchThrowableOfType(
                        TooLargeException.class, () -> new EvidenceReader(Digest.ofHex(SHA)).read(crowd)))
                .hasMessageContaining("2001 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
    void countsWhatABillOfMaterialsLists(String version) throws Exception {
        Contents json = read("""
                {"components":[{"name":"a","licenses":[{"license":{"id":"MIT"}},{"license":{"name":"Own"}}],
                  "components":[{"name":"b","licenses":[{"expression":"MIT OR Apache-2.0"}]}]},{"name":"c","licenses":[{"license":{"id":"MIT"}}]}],
                 "metadata":{"component":{"name":"shop"},"tools":{"components":[{"name":"t"}]}},
                 "bomFormat":"CycloneDX","specVersion":"%s","version":1}""".formatted(version));
        assertThat(json.summary()).isEqualTo(Summary.ofBom(3, 3, version));
        assertThat(json.kind()).isEqualTo(Kind.SBOM);
        assertThat(json.verdict()).isEqualTo(Verdict.NONE);
        Contents xml = read("""
                <?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/%s" version="1"><metadata><component type="application"><name>shop</name></component>
                <tools><components><component><name>t</name></component></components></tools></metadata><components>
                <component type="library"><name>a</name><licenses><license><id>MIT</id></license><license><name>Own</name></license></licenses>
                <components><component><name>b</name><licenses><expression>MIT OR Apache-2.0</expression></licenses></component></components></component>
                <component type="library"><name>c</name><licenses><license><id>MIT</id></license></licenses></component></components></bom>""".formatted(version));
        assertThat(xml.summary()).isEqualTo(json.summary());
    }

    @ParameterizedTest
    @CsvSource({"PASSED, PASSED", "WARNED, PASSED", "FAILED, FAILED"})
    void readsAStatementOfTests(String result, Verdict verdict) throws Exception {
        Contents read = read(STATEMENT.formatted(SHA.toUpperCase(java.util.Locale.ROOT), result));
        assertThat(read.verdict()).isEqualTo(verdict);
        assertThat(read.format()).isEqualTo(Format.IN_TOTO);
        assertThat(read.summary().isSigned()).isFalse();
    }

    /** Whoever signs one that failed says that the release must not be deployed. */
    @ParameterizedTest
    @CsvSource({
        "v1, verificationResult, PASSED, PASSED",
        "v1, verificationResult, FAILED, FAILED",
        "v0.2, verificationResult, FAILED, FAILED",
        "v0.2, verification_result, PASSED, PASSED",
        "v0.2, verification_result, FAILED, FAILED"
    })
    void readsAVerificationSummary(String version, String member, String result, Verdict verdict) throws Exception {
        Contents read = read(summary(version, "\"" + member + "\":\"" + result + "\""));
        assertThat(read.verdict()).isEqualTo(verdict);
        assertThat(read.kind()).isEqualTo(Kind.ATTESTATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is required|\"result\":\"PASSED\"",
                "is required|\"verificationResult\":true",
                "must be one of PASSED, FAILED|\"verificationResult\":\"WARNED\""
            })
    void refusesAVerificationSummaryWithoutAResult(String detail, String predicate) {
        MalformedException refused = refused(summary("v1", predicate));
        assertThat(refused.place()).isEqualTo("predicate.verificationResult");
        assertThat(refused.detail()).isEqualTo(detail);
    }

    @Test
    void refusesAVerificationSummaryWithTwoResults() {
        assertThat(refused(summary("v1", "\"verification_result\":\"FAILED\",\"verificationResult\":\"PASSED\""))
                        .detail())
                .isEqualTo("has a second verificationResult");
    }

    private static String summary(String version, String predicate) {
        return STATEMENT
                .formatted(SHA, "x")
                .replace(
                        "https://in-toto.io/attestation/test-result/v0.1",
                        "https://slsa.dev/verification_summary/" + version)
                .replace("\"result\":\"x\"", predicate);
    }

    @Test
    void readsAnyOtherStatement() throws Exception {
        Contents read = read(STATEMENT
                .formatted(SHA, "x")
                .replace("attestation/test-result/v0.1", "provenance/v1")
                .replace("Statement/v1", "Statement/v0.1"));
        assertThat(read.verdict()).isEqualTo(Verdict.NONE);
        assertThat(read.summary().predicateType()).isEqualTo("https://in-toto.io/provenance/v1");
    }

    @Test
    void opensEnvelopesInBothAlphabets() throws Exception {
        String statement = STATEMENT.formatted(SHA, "PASSED").replace("shop.war", "shop?>>~\u00ff\u00fe.war");
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getUrlEncoder().withoutPadding()
        }) {
            Contents read = read("""
                    {"payload":"%s","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"a","sig":"AA=="}]}""".formatted(encoder.encodeToString(statement.getBytes(StandardCharsets.UTF_8))));
            assertThat(read.format()).isEqualTo(Format.DSSE);
            assertThat(read.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(read.summary().isSigned()).isTrue();
        }
    }

    @Test
    void refusesAStatementOfSomethingElse() {
        MalformedException refused = refused(STATEMENT.formatted("0".repeat(64), "PASSED"));
        assertThat(refused.place()).isEqualTo("subject");
        assertThat(refused(STATEMENT.formatted(SHA, "MAYBE")).place()).isEqualTo("predicate.result");
    }

    @Test
    void readsARehearsal() throws Exception {
        String statement = STATEMENT.formatted(SHA, "FAILED").replace("}}", """
                        ,"passedTests":["2.0 starts",7,{"a":["b"]}],"failedTests":["1.0 starts: no: column","1.0"]}}""");
        Contents read = rehearsal(statement);
        assertThat(read.kind()).isEqualTo(Kind.REHEARSAL);
        assertThat(read.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(read.summary().tests()).isEqualTo(5);
        assertThat(read.summary().passed()).isEqualTo(3);
        assertThat(read.summary().failed()).isEqualTo(2);
        assertThat(read.failures()).extracting(Failure::name).containsExactly("1.0 starts", "1.0");
        assertThat(read.failures()).extracting(Failure::message).containsExactly("no: column", null);
        assertThat(read(statement).kind()).isEqualTo(Kind.ATTESTATION);
        for (String other : new String[] {
            STATEMENT.formatted(SHA, "PASSED").replace("test-result", "vulns"),
            STATEMENT.formatted("0".repeat(64), "PASSED"),
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}",
            "[]"
        }) {
            assertThat(catchThrowableOfType(MalformedException.class, () -> rehearsal(other)))
                    .as(other)
                    .isNotNull();
        }
    }

    private Contents rehearsal(String statement) throws Exception {
        Path file = folder.resolve("statement");
        Files.writeString(file, statement);
        return new EvidenceReader(Digest.ofHex(SHA)).rehearsal(file);
    }

    @Test
    void replacesWhatNoDatabaseKeeps() throws Exception {
        Contents read = read(STATEMENT.formatted(SHA, "PASSED").replace("test-result/v0.1", "a\\u0000b\\ud800c"));
        assertThat(read.summary().predicateType()).isEqualTo("https://in-toto.io/attestation/a\uFFFDb\uFFFDc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.012|0.012",
                "1,234.5|1234.5",
                "1,234|1234",
                "0,5|0.5",
                "12,345,678.9|12345678.9",
                "7|7",
                " 1.5 |1.5"
            })
    void readsLengths(String time, double seconds) {
        assertThat(Tally.seconds(time)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "NaN", "Infinity", "1e300", "1.2.3"})
    void takesNoLengthFromNonsense(String time) {
        assertThat(Tally.seconds(time)).isNull();
    }

    private static void assertCounts(Contents read, int tests, int passed, int failed, int errored, int skipped) {
        assertThat(read.kind()).isEqualTo(Kind.TESTS);
        Summary summary = read.summary();
        assertThat(new Integer[] {
                    summary.tests(), summary.passed(), summary.failed(), summary.errored(), summary.skipped()
                })
                .containsExactly(tests, passed, failed, errored, skipped);
        Verdict expected = passed > 0 ? Verdict.PASSED : Verdict.NONE;
        assertThat(read.verdict()).isEqualTo(failed + errored > 0 ? Verdict.FAILED : expected);
    }

    private Contents read(String file) throws Exception {
        return read(file, StandardCharsets.UTF_8);
    }

    private Contents read(String file, Charset charset) throws Exception {
        return new EvidenceReader(Digest.ofHex(SHA)).read(Files.writeString(folder.resolve("file"), file, charset));
    }

    private MalformedException refused(String file) {
        MalformedException refused = catchThrowableOfType(MalformedException.class, () -> read(file));
        assertThat(refused).as(file.substring(0, Math.min(200, file.length()))).isNotNull();
        return refused;
    }

    private Path zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.write(folder.resolve("zip"), bytes.toByteArray());
    }
}
