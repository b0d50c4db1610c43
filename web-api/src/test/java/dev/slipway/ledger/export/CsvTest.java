package dev.slipway.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@a", "＝1"})
    void makesFormulasHarmless(String formula) {
        assertThat(Csv.cell(formula)).isEqualTo("'" + formula);
    }

    @Test
    void makesFormulasHarmlessThatHideBehindWhiteSpace() {
        assertThat(Csv.cell("\t=1")).isEqualTo("'\t=1");
        assertThat(Csv.cell("\r=1")).isEqualTo("\"'\r=1\"");
    }

    @Test
    void makesFormulasHarmlessThatBeginWithinACell() {
        assertThat(Csv.cell("x;=1")).isEqualTo("x;'=1");
        assertThat(Csv.cell("x;;-1;@a")).isEqualTo("x;;'-1;'@a");
        assertThat(Csv.cell("x\t=1")).isEqualTo("x\t'=1");
        assertThat(Csv.cell("x\n=1")).isEqualTo("\"x\n'=1\"");
        assertThat(Csv.cell("x\r\n＝1")).isEqualTo("\"x\r\n'＝1\"");
        assertThat(Csv.cell("x;\"=1")).isEqualTo("\"x;\"\"'=1\"");
    }

    @Test
    void quotesWhatNeedsIt() {
        assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(Csv.cell("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(Csv.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(Csv.cell("=\"a\"")).isEqualTo("\"'=\"\"a\"\"\"");
    }

    @Test
    void leavesAloneWhatDoesNot() {
        assertThat(Csv.cell("a=b")).isEqualTo("a=b");
        assertThat(Csv.cell("a; b-c")).isEqualTo("a; b-c");
        assertThat(Csv.cell(true)).isEqualTo("true");
        assertThat(Csv.cell(absent())).isEmpty();
    }

    private static @Nullable Object absent() {
        return null;
    }
}
