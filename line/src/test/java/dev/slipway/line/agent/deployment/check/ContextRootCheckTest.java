package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.Host;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever deploys an EAR that nobody would find is told how to say where it lies. */
class ContextRootCheckTest {
    @ParameterizedTest
    @CsvSource({
        "/,/,/",
        "/shop,/shop,/shop",
        "/shop,/shop,/shop/",
        "/shop /office,/,/office/health",
        "/ /office,/,/",
        "/shop,/,/shop"
    })
    void isWhereItIsLookedFor(String roots, String context, String probe) {
        assertThat(fault(roots, context, probe)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/shop-web,/,/,--context /shop-web",
        "/shop-web,/,/health,--probe /shop-web",
        "/shop-web /office,/,/,--probe /office"
    })
    void isElsewhere(String roots, String context, String probe, String option) {
        assertThat(fault(roots, context, probe))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("Its pages are at /")
                        .contains(" (jboss-web.xml), and httpd's health check requests " + probe + ". ")
                        .endsWith("slipway services add shop " + option));
    }

    /** Also where it would answer the health check, as one at the whole host's root does with its own 404. */
    @ParameterizedTest
    @CsvSource({
        "/shop-web,/shop,/shop/,--context /shop-web",
        "/shop,/shopping,/shopping,--context /shop",
        "/,/shop,/shop/,--context /",
        "/a /b,/shop,/shop/,--context /"
    })
    void isOutsideOfWhatHttpdLeadsTo(String roots, String context, String probe, String option) {
        assertThat(fault(roots, context, probe))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("the context root of shop is " + context + ": httpd answers 404 for them")
                        .endsWith("slipway services add shop " + option));
    }

    private static Optional<String> fault(String roots, String context, String probe) {
        return ContextRootCheck.fault(
                new TreeSet<>(List.of(roots.split(" "))), "jboss-web.xml", new Host(context, probe), "shop");
    }

    @Test
    void tellsWhichOfThemHttpdDoesNotLeadTo() {
        TreeSet<String> roots = new TreeSet<>(List.of("/shop", "/shop/help", "/shopping", "/office"));
        assertThat(ContextRootCheck.outside(roots, new Host("/shop", "/shop"))).containsExactly("/office", "/shopping");
        assertThat(ContextRootCheck.outside(roots, new Host("/", "/shop"))).isEmpty();
    }
}
