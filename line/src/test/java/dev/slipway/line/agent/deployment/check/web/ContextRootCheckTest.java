package dev.slipway.line.agent.deployment.check.web;

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
    private static final String OR_BELOW = ", or a path below it that answers";
    private static final String LEAVING =
            ". From then on until this is deployed, anything that runs now is not reachable";

    @ParameterizedTest
    @CsvSource({
        "/,/,/",
        "/shop,/shop,/shop",
        "/shop,/shop,/shop/",
        "/shop /office,/,/office/health",
        "/ /office,/,/",
        "/shop,/,/shop",
        "/shop-web /office,/,/shop-web"
    })
    void isWhereItIsLookedFor(String roots, String context, String probe) {
        assertThat(fault(roots, context, probe)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/shop-web,/,/,'--context /shop-web" + LEAVING + "'",
        "/shop-web,/,/health,'--probe /shop-web/" + OR_BELOW + "'",
        "/shop-web /office,/,/,'--probe /office/" + OR_BELOW + "'"
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
        "/shop-web,/shop,/shop,'--context /shop-web" + LEAVING + "'",
        "/shop-web,/shop,/shop/,'--context /shop-web --probe /shop-web/" + OR_BELOW + LEAVING + "'",
        "/shop,/shopping,/shopping,'--context /shop" + LEAVING + "'",
        "/,/shop,/shop/,--context /",
        "/shop,/shop/web,/shop/web/,--context /shop",
        "/shop-web,/shop,/shop/health,'--context /shop-web --probe /shop-web/" + OR_BELOW + LEAVING + "'",
        "/shop/web,/shop/office,/shop/web/health,'--context /shop/web" + LEAVING + "'",
        "/,/shop,/shop/health,--context /",
        "/a /b,/shop,/shop/,'--context / --probe /a/" + OR_BELOW + "'"
    })
    void isOutsideOfWhatHttpdLeadsTo(String roots, String context, String probe, String option) {
        assertThat(fault(roots, context, probe))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("the context root of shop is " + context + ": httpd answers 404 for them")
                        .endsWith("slipway services add shop " + option));
    }

    /** The server answers it by itself. */
    @ParameterizedTest
    @CsvSource({
        "/shop-web /office,/office,true",
        "/shop-web,/shop-web,true",
        "/shop-web /office,/office/,false",
        "/shop-web /office,/office/health,false",
        "/ /office,/,false"
    })
    void tellsOfAProbeThatTheServerAnswers(String roots, String probe, boolean isTold) {
        List<String> found =
                ContextRootCheck.ofProbe(new TreeSet<>(List.of(roots.split(" "))), new Host("/", probe), "shop");
        assertThat(found).hasSize(isTold ? 1 : 0);
        assertThat(found)
                .allSatisfy(one -> assertThat(one)
                        .startsWith("httpd's health check requests " + probe + ", ")
                        .endsWith(" slipway services add shop --probe " + probe + "/" + OR_BELOW));
    }

    /** It is the server's default web module there. */
    @ParameterizedTest
    @CsvSource({"/store,/,true", "/,/,false", "'',/,false", "/store,/store,false"})
    void tellsOfAWarThatIsServedAtTheRootInstead(String own, String context, boolean isTold) {
        List<String> found = ofWarAtRoot(Optional.of(own), new Host(context, context));
        assertThat(found).hasSize(isTold ? 1 : 0);
        assertThat(found)
                .allSatisfy(one -> assertThat(one)
                        .isEqualTo("Its jboss-web.xml names /store, but shop has the context root /, so it is served"
                                + " at /. To keep /, change the file to /; to serve it at /store: slipway services add"
                                + " shop --context /store" + LEAVING));
        assertThat(ofWarAtRoot(Optional.empty(), new Host(context, context))).isEmpty();
    }

    /** What is advised would be refused otherwise. */
    @Test
    void tellsOfTheHealthCheckBesideTheContextRoot() {
        assertThat(ofWarAtRoot(Optional.of("/store"), new Host("/", "/health")))
                .singleElement()
                .asString()
                .endsWith(" --context /store --probe /store/" + OR_BELOW + LEAVING);
        assertThat(fault("/store", "/store", "/store/")).isEmpty();
        assertThat(fault("/store", "/store", "/health")).isPresent();
        assertThat(ofWarAtRoot(Optional.of("/store"), new Host("/", "/store/health")))
                .singleElement()
                .asString()
                .endsWith(" --context /store" + LEAVING);
        assertThat(fault("/store", "/store", "/store/health")).isEmpty();
    }

    private static List<String> ofWarAtRoot(Optional<String> own, Host host) {
        return ContextRootCheck.ofWarAtRoot(own, "jboss-web.xml", host, "shop");
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
