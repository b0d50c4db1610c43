package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.deployment.check.code.OwnCode;
import dev.slipway.line.agent.deployment.check.web.WarRoot;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.DescriptorTexts;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.roll.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No worker is touched for an archive that cannot serve, or would serve too much. */
class RefusalsTest {
    private static final Descriptors NONE = DescriptorTexts.of(Map.of());

    @Test
    void areAllThatThereAre() {
        Descriptors descriptors = DescriptorTexts.of(Map.of(
                Descriptors.JBOSS_WEB,
                "<jboss-web><security-domain>shop</security-domain><virtual-host>a</virtual-host></jboss-web>",
                Descriptors.WEB,
                "<web-app><login-config><auth-method>OIDC</auth-method></login-config></web-app>"));
        assertThat(refusals(new ArchiveFacts(descriptors, false, Set.of(), root("/store"), new OwnCode()), "/shop"))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("It names the security domain shop "),
                        one -> assertThat(one).startsWith("It names <virtual-host>a</virtual-host> "),
                        one -> assertThat(one).startsWith("Its pages are at /store (jboss-web.xml), "),
                        one -> assertThat(one)
                                .startsWith("Its web.xml signs people in by OIDC, and the definition of shop has no"));
    }

    /** At the root, WildFly serves it whatever it says. */
    @ParameterizedTest
    @CsvSource({"/shop, /store, 1", "/store, /store, 0", "/, /store, 0"})
    void areForAWarElsewhere(String context, String root, int count) {
        assertThat(refusals(new ArchiveFacts(NONE, false, Set.of(), root(root), new OwnCode()), context))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"/shop, 1", "/store, 0", "/, 1"})
    void areForAnEarElsewhere(String context, int count) {
        List<String> refusals =
                refusals(new ArchiveFacts(NONE, false, Set.of("/store"), WarRoot.UNKNOWN, new OwnCode()), context);
        assertThat(refusals).hasSize(count);
        assertThat(refusals)
                .allSatisfy(one -> assertThat(one).startsWith("Its pages are at /store (application.xml), "));
    }

    @Test
    void areForAnEarThatAnswersNothing() {
        assertThat(refusals(new ArchiveFacts(NONE, true, Set.of(), WarRoot.UNKNOWN, new OwnCode()), "/shop"))
                .singleElement()
                .asString()
                .startsWith("The EAR has no WAR")
                .endsWith("slipway services add shop --probe PATH");
    }

    private static List<String> refusals(ArchiveFacts facts, String context) {
        return Refusals.of(
                facts,
                new Target(
                        "shop",
                        2,
                        Optional.of(new Host(context, context)),
                        DesiredGroup.of(Wishes.group("shop", "production", 3))));
    }

    private static WarRoot root(String said) {
        return new WarRoot(Optional.of(said), Optional.of("/shop"), true);
    }
}
