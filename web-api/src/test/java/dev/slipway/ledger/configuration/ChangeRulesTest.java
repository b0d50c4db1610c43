package dev.slipway.ledger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.configuration.content.Entry;
import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.platform.problem.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeRulesTest {
    private static final SealedText SEALS = new SealedText("shop", "staging", "line-1"::equals);
    private static final Snapshot BEFORE =
            new Snapshot(List.of(new Entry("TOKEN", null, "a.b.c.d.e", "bob", Instant.EPOCH)));

    private static List<Violation> violations(
            @Nullable Map<String, String> set, @Nullable Map<String, String> seal, @Nullable List<String> unset) {
        return ChangeRules.violations(new ChangeConfigurationRequest(set, seal, unset, null, null), SEALS, BEFORE);
    }

    @Test
    void takesWhatIsRight() throws JoseException {
        String sealed = SealedTextTest.sealed(
                "hush",
                Map.of("kid", "line-1", "service", "shop", "environment", "staging", "name", "API_KEY"),
                jwe -> {});
        assertThat(violations(
                        Map.of("A", "", "B", "x".repeat(16_384), "C", "1\n2\t😀"),
                        Map.of("API_KEY", sealed),
                        List.of("D")))
                .isEmpty();
        assertThat(violations(null, null, null)).isEmpty();
    }

    @Test
    void namesTheFieldOfEachMistake() {
        Map<String, String> set = new TreeMap<>();
        set.put("SLIPWAY_X", "a");
        set.put("a-b", "a");
        set.put("LONG", "x".repeat(16_385));
        set.put("NUL", "a\0b");
        set.put("HALF", "a\ud800b");
        set.put("NOTHING", null);
        assertThat(violations(set, Map.of("PATH", "a", "KEY", "a"), Arrays.asList("OK", "HO-ME", null)))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "set.SLIPWAY_X",
                        "set.a-b",
                        "set.LONG",
                        "set.NUL",
                        "set.HALF",
                        "set.NOTHING",
                        "seal.PATH",
                        "seal.KEY",
                        "unset[1]",
                        "unset[2]");
    }

    @Test
    void takesAwayWhatHasBeenReservedSince() {
        assertThat(violations(null, null, List.of("WILDFLY_OVERRIDING_ENV_VARS")))
                .isEmpty();
    }

    @Test
    void setsNoSecretInPlainText() {
        assertThat(violations(Map.of("TOKEN", "hush", "A", "1"), null, null))
                .containsExactly(new Violation("set.TOKEN", "is a secret: seal it, or unset it first"));
        assertThat(violations(null, null, List.of("TOKEN"))).isEmpty();
    }

    @Test
    void leavesTheReasonOfADropToTheLedger() {
        assertThat(ofReason("the data were dropped"))
                .extracting(Violation::field)
                .containsExactly("reason");
        assertThat(ofReason("the data were dropped by mistake")).isEmpty();
    }

    private static List<Violation> ofReason(String reason) {
        return ChangeRules.violations(
                new ChangeConfigurationRequest(Map.of("A", "1"), null, null, reason, null), SEALS, BEFORE);
    }

    @Test
    void takesEachNameOnce() {
        assertThat(violations(Map.of("A", "1"), null, List.of("A", "B", "B")))
                .extracting(Violation::field, Violation::detail)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("unset[0]", "is named twice"),
                        org.assertj.core.api.Assertions.tuple("unset[2]", "is named twice"));
    }

    @Test
    void boundsTheWhole() {
        assertThat(ChangeRules.objection(snapshot(100, 1))).isEmpty();
        assertThat(ChangeRules.objection(snapshot(101, 1)))
                .hasValueSatisfying(message -> assertThat(message).contains("101 variables"));
        assertThat(ChangeRules.objection(snapshot(7, 4096))).isEmpty();
        assertThat(ChangeRules.objection(snapshot(8, 4096)))
                .hasValueSatisfying(message -> assertThat(message).contains("bytes"));
    }

    private static Snapshot snapshot(int count, int size) {
        return new Snapshot(IntStream.range(0, count)
                .mapToObj(i -> new Entry("V" + i, "x".repeat(size), null, "bob", Instant.EPOCH))
                .toList());
    }
}
