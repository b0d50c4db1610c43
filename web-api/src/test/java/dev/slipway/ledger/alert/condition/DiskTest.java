package dev.slipway.ledger.alert.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTest {

    /** Around a single line it would be told of each time that something is written or cleaned: until it is over, a tenth more must be free. */
    @ParameterizedTest
    @CsvSource({
        "512000, 1000, false, false",
        "21504, 1000, false, false",
        "19456, 1000, false, true",
        "19456, 100, false, false",
        "9216, 100, false, true",
        "1024, 5, false, true",
        "3072, 5, false, false",
        "20000, 1000, true, true",
        "22000, 1000, true, true",
        "22600, 1000, true, false",
        "11200, 100, true, true",
        "11300, 100, true, false",
        "2200, 5, true, true",
        "2300, 5, true, false",
    })
    void seesADiskThatIsFilling(long freeMib, long sizeGib, boolean isOpen, boolean isFilling) {
        assertThat(new Disk(freeMib << 20, sizeGib << 30).condition(isOpen).isPresent())
                .isEqualTo(isFilling);
    }
}
