package dev.slipway.ledger.auditlog.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static final String HEAD =
            "WFLYCTL0013: Operation (\"deploy\") failed - address: ({\"deployment\" => \"bad.war\"}) - Stage: (VERIFY) - ";

    @Test
    void namesTheServiceThatDidNotStart() {
        FailureText text = FailureText.of(
                        HEAD
                                + "failure description: {\"WFLYCTL0080: Failed services\" => {\"jboss.deployment.unit.\\\"bad.war\\\".PARSE\" => "
                                + "\"WFLYSRV0153: Failed to process phase PARSE of deployment \\\"bad.war\\\"\n    Caused by: x\"}}")
                .orElseThrow();
        assertThat(text.service()).contains("jboss.deployment.unit.\"bad.war\".PARSE");
        assertThat(text.reason())
                .isEqualTo("WFLYSRV0153: Failed to process phase PARSE of deployment \"bad.war\"\n    Caused by: x");
    }

    @Test
    void namesTheServiceThatLacksAnother() {
        FailureText text = FailureText.of(
                        HEAD
                                + "failure description: {\"WFLYCTL0412: Required services that are not installed:\" => [\"jboss.naming.context.java.x\"],"
                                + "\"WFLYCTL0180: Services with missing/unavailable dependencies\" => [\"jboss.deployment.unit.\\\"a.war\\\".y is missing [jboss.naming.context.java.x]\"]}")
                .orElseThrow();
        assertThat(text.service()).contains("jboss.naming.context.java.x");
        assertThat(text.reason()).contains("WFLYCTL0180");
    }

    @Test
    void keepsADescriptionInPlainWords() {
        FailureText text = FailureText.of(HEAD + "failure description: \"WFLYSRV0137: No deployment content\"")
                .orElseThrow();
        assertThat(text.service()).isEmpty();
        assertThat(text.reason()).isEqualTo("WFLYSRV0137: No deployment content");
    }

    @Test
    void findsNoneInOtherMessages() {
        assertThat(FailureText.of("WFLYSRV0027: Starting deployment of \"a.war\""))
                .isEmpty();
    }

    @Test
    void isBounded() {
        FailureText text =
                FailureText.of("failure description: \"" + "x".repeat(100_000)).orElseThrow();
        assertThat(text.reason()).hasSize(2_000);
    }

    /** A deep chain of causes makes a long quotation: it must not end in a stack overflow, which would end the reading. */
    @Test
    void readsALongQuotation() {
        String chain = "Caused by: x\\n".repeat(100_000);
        FailureText text = FailureText.of(
                        HEAD + "failure description: {\"WFLYCTL0080: Failed services\" => {\"jboss.a\" => \"" + chain
                                + "\"}}")
                .orElseThrow();
        assertThat(text.service()).contains("jboss.a");
        assertThat(text.reason()).startsWith("Caused by: x").hasSize(2_000);
    }
}
