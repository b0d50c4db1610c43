package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.line.program.Outcome;
import dev.slipway.line.upgrade.plan.UpgradeException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateAnswerTest {
    @Test
    void letsItGoOn() {
        assertThatCode(() -> require(0, request("allowed"))).doesNotThrowAnyException();
    }

    @Test
    void saysHowMissingEvidenceIsAddedAndStaysWhereItIs() {
        UpgradeException refused = refused(3, request("refused", "older-than-live", "evidence-missing"));
        assertThat(refused.isWaiting()).isTrue();
        assertThat(refused.what()).isEqualTo("The gate refuses it for lack of evidence.");
        assertThat(refused.remedy())
                .contains(
                        "./slipway release /line/new/slipway.ear --service slipway --version 0.2.0+1a2b3c4d5 --tests",
                        "./slipway upgrade goes on");
    }

    @Test
    void endsWhereNothingCanBeAdded() {
        UpgradeException refused = refused(3, request("refused", "evidence-failed"));
        assertThat(refused.isWaiting()).isFalse();
        assertThat(refused.what()).isEqualTo("The gate refuses it.");
    }

    @Test
    void waitsForApprovals() {
        UpgradeException waiting = refused(4, request("waiting", "approval-missing"));
        assertThat(waiting.isWaiting()).isTrue();
        assertThat(waiting.what()).isEqualTo("The gate waits for approvals.");
    }

    @Test
    void staysWhereItIsWithoutAnAnswer() {
        UpgradeException failed = refused(1, "");
        assertThat(failed.isWaiting()).isTrue();
        assertThat(failed.what()).isEqualTo("The gate does not answer.");
        assertThat(failed.remedy()).contains("./slipway upgrade goes on");
    }

    @Test
    void goesOnWithARequestOfItsOwn() {
        GateAnswer answer = GateAnswer.of(new Outcome("cli gate", 0, request("allowed"), ""));
        assertThat(answer.isOpen()).isTrue();
        assertThatCode(() -> answer.requireOwn(whoami("{\"name\":\"service-account-pipeline\"}\n")))
                .doesNotThrowAnyException();
        UpgradeException other = catchThrowableOfType(
                UpgradeException.class, () -> answer.requireOwn(whoami("{\"name\":\"somebody-else\"}\n")));
        assertThat(other.isWaiting()).isTrue();
        assertThat(other.what()).isEqualTo("The request that service-account-pipeline made for it is open.");
        UpgradeException silent = catchThrowableOfType(UpgradeException.class, () -> answer.requireOwn(whoami("")));
        assertThat(silent.isWaiting()).isTrue();
        assertThat(silent.what()).isEqualTo("The gate does not answer.");
    }

    private static Outcome whoami(String output) {
        return new Outcome("cli whoami", output.isEmpty() ? 1 : 0, output, "");
    }

    /** As {@code gate --json} prints it. */
    private static String request(String state, String... reasons) {
        String items = Stream.of(reasons)
                .map(reason -> "{\"code\":\"" + reason + "\",\"detail\":\"Do something about it.\"}")
                .collect(Collectors.joining(","));
        return "{\"id\":\"request-0\",\"actor\":\"service-account-pipeline\",\"state\":\"" + state + "\",\"reasons\":["
                + items + "]}\n";
    }

    private static UpgradeException refused(int code, String output) {
        return catchThrowableOfType(UpgradeException.class, () -> require(code, output));
    }

    private static void require(int code, String output) {
        GateAnswer.of(new Outcome("cli gate", code, output, ""))
                .requireAllowed(Path.of("/line/new/slipway.ear"), "0.2.0+1a2b3c4d5");
    }
}
