package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.Host;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever deploys an EAR that nobody would find is told how to say where it lies. */
class ContextRootCheckTest {
    @ParameterizedTest
    @CsvSource({"/,/,/", "/shop,/shop,/shop", "/shop /office,/,/office/health", "/ /office,/,/", "/shop,/,/shop"})
    void isWhereItIsLookedFor(String roots, String context, String probe) {
        assertThat(ContextRootCheck.fault(new TreeSet<>(List.of(roots.split(" "))), new Host(context, probe), "shop"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/shop-web,/,/,--context /shop-web",
        "/shop-web,/shop,/shop,--context /shop-web",
        "/shop-web,/,/health,--probe /shop-web",
        "/shop-web /office,/,/,--probe /office",
        "/shop,/shopping,/shopping,--context /shop"
    })
    void isElsewhere(String roots, String context, String probe, String option) {
        assertThat(ContextRootCheck.fault(new TreeSet<>(List.of(roots.split(" "))), new Host(context, probe), "shop"))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("Its pages lie at /")
                        .contains(" httpd asks for " + probe + " ")
                        .endsWith("slipway services add shop " + option));
    }

    @Test
    void tellsWhichOfThemHttpdDoesNotLeadTo() {
        TreeSet<String> roots = new TreeSet<>(List.of("/shop", "/shop/help", "/shopping", "/office"));
        assertThat(ContextRootCheck.outside(roots, new Host("/shop", "/shop"))).containsExactly("/office", "/shopping");
        assertThat(ContextRootCheck.outside(roots, new Host("/", "/shop"))).isEmpty();
    }
}
