package dev.slipway.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEST-a.xml|TEST-a.xml|TEST-a.xml",
                "../../etc/passwd|_._.._etc_passwd|_._.._etc_passwd",
                "a\";x=\"b|a__x__b|a%22%3Bx%3D%22b",
                "Prüfung 1.xml|Pr_fung 1.xml|Pr%C3%BCfung%201.xml",
                "a*b'c|a_b_c|a%2Ab%27c"
            })
    void namesAFileThatIsSafeToSave(String name, String ascii, String encoded) {
        String expected = name.startsWith("..")
                ? "attachment; filename=\"__.._etc_passwd\"; filename*=UTF-8''__.._etc_passwd"
                : "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
        assertThat(Attachment.named(name)).isEqualTo(expected);
    }
}
