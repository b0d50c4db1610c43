package dev.slipway.line.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.line.bench.load.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchOptionsTest {
    private static List<Workload> chosen(String... arguments) {
        return CommandLine.populateCommand(new BenchOptions(), arguments).check();
    }

    @Test
    void leaveOutWhatLeavesRecords() {
        assertThat(chosen()).containsExactly(Workload.W1, Workload.W2, Workload.W4, Workload.W5);
        assertThat(chosen("--workloads", "W4,W1")).containsExactly(Workload.W1, Workload.W4);
    }

    @Test
    void takeItOnALineThatCanBeThrownAway() {
        assertThat(chosen("--fill", "1000")).containsExactly(Workload.values());
        assertThat(chosen("--fill", "1000", "--workloads", "W3")).containsExactly(Workload.W3);
    }

    @Test
    void nameTheFilesOfThisRunAndOfAnEarlierOne() {
        BenchOptions options = CommandLine.populateCommand(
                new BenchOptions(), "--fill", "200000", "--json", "after.json", "--compare", "before.json");
        assertThat(options.json).isEqualTo(Path.of("after.json"));
        assertThat(options.compared).isEqualTo(Path.of("before.json"));
    }

    @Test
    void refuseWhatLeavesRecordsOnAnyOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen("--workloads", "W1,W3"))
                .withMessageStartingWith("W3 leaves records in the ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W6", "w1", "W1 W2", "W1,"})
    void refuseWhatIsNoListOfWorkloads(String list) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen("--workloads=" + list))
                .withMessage("--workloads '" + list + "' is not a comma-separated list of W1, W2, W3, W4 and W5");
    }

    @ParameterizedTest
    @CsvSource({
        "--connections,0,1 to 400",
        "--connections,401,1 to 400",
        "--seconds,0,1 to 240",
        "--seconds,241,1 to 240",
        "--warm-up,-1,0 to 240",
        "--warm-up,241,0 to 240",
        "--fill,999,1000 to 1000000",
        "--fill,1000001,1000 to 1000000"
    })
    void refuseWhatIsOutOfRange(String option, String value, String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen(option + "=" + value))
                .withMessage(option + " must be from " + range);
    }

    @Test
    void refuseAThresholdThatNothingNewIsBelow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen("--threshold", "1"))
                .withMessage("--threshold must be more than 1");
        assertThat(chosen("--threshold", "1.01")).isNotEmpty();
    }
}
