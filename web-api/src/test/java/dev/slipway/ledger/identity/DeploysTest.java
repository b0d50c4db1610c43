package dev.slipway.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploysTest {

    @Test
    void areEveryServiceOfADeployer() {
        Deploys deploys = Deploys.of(List.of("viewer", "deployer", "shop.deployer"));
        assertThat(deploys.isOf("kiosk")).isTrue();
        assertThat(deploys.isOfAny(List.of("kiosk"))).isTrue();
        assertThat(deploys.names()).containsExactly("*");
    }

    @Test
    void areTheServicesThatHaveARoleOfTheirOwn() {
        Deploys deploys = Deploys.of(List.of("shop.deployer", "viewer", "kiosk.deployer"));
        assertThat(deploys.isOf("shop")).isTrue();
        assertThat(deploys.isOf("depot")).isFalse();
        assertThat(deploys.isOfAny(List.of("depot", "kiosk"))).isTrue();
        assertThat(deploys.isOfAny(List.of("depot"))).isFalse();
        assertThat(deploys.names()).containsExactly("kiosk", "shop");
    }

    /** Another service may have claimed what somebody uploads: that is not what they mean. */
    @Test
    void meanTheOnlyServiceOrThoseThatHaveARole() {
        Deploys all = Deploys.of(List.of("deployer"));
        assertThat(all.affected(List.of("shop"))).containsExactly("shop");
        assertThat(all.affected(List.of("kiosk", "shop"))).isEmpty();
        assertThat(Deploys.of(List.of("deployer", "shop.deployer")).affected(List.of("kiosk", "shop")))
                .containsExactly("shop");
        Deploys some = Deploys.of(List.of("shop.deployer", "depot.deployer"));
        assertThat(some.affected(List.of("depot", "kiosk", "shop"))).containsExactly("depot", "shop");
        assertThat(some.affected(List.of("kiosk"))).isEmpty();
    }

    @Test
    void areEveryServiceOfTheAgent() {
        assertThat(Deploys.of(List.of("agent")).isOf("shop")).isTrue();
    }

    @Test
    void proveThatAServiceHasWhatTheyMayRead() {
        Deploys all = Deploys.of(List.of("deployer"));
        assertThat(all.isProofFor("shop", List.of("pay"))).isTrue();
        assertThat(all.isProofFor("shop", List.of())).isTrue();
        Deploys some = Deploys.of(List.of("shop.deployer", "depot.deployer"));
        assertThat(some.isProofFor("shop", List.of("depot"))).isTrue();
        assertThat(some.isProofFor("shop", List.of("pay"))).isFalse();
        assertThat(some.isProofFor("shop", List.of())).isFalse();
    }

    /** A sync records what it finds on a service's workers. */
    @Test
    void proveNothingOfWhatTheAgentFindsAndAnotherServiceHas() {
        Deploys agent = Deploys.of(List.of("agent"));
        assertThat(agent.isProofFor("shop", List.of())).isTrue();
        assertThat(agent.isProofFor("shop", List.of("pay", "shop"))).isTrue();
        assertThat(agent.isProofFor("shop", List.of("pay"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "viewer",
                "approver",
                "shop",
                ".deployer",
                "Shop.deployer",
                "*.deployer",
                "shop.deployer.x",
                "shopdeployer"
            })
    void areNoServiceOfOthers(String role) {
        Deploys deploys = Deploys.of(List.of(role));
        assertThat(deploys.isOf("shop")).isFalse();
        assertThat(deploys.isOfSome()).isFalse();
        assertThat(deploys.names()).isEmpty();
    }
}
