package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A login is for one WAR, and no other sign-in works beside it. */
class LoginCheckTest {
    private static final SignIns NONE = new SignIns(Set.of(), false, false);
    private static final SignIns BASIC = new SignIns(Set.of("BASIC"), false, false);
    private static final SignIns OIDC = new SignIns(Set.of("OIDC"), false, false);
    private static final SignIns WITH_CLIENT = new SignIns(Set.of("OIDC"), true, false);

    @Test
    void refusesAnArchiveWithoutAnyClient() {
        assertThat(check(Map.of("shop.war", OIDC, "admin.war", NONE)).faultWithoutLogin())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("by OIDC, and the definition of shop has no login")
                        .endsWith("slipway services add shop --login"));
        assertThat(check(Map.of("shop.war", WITH_CLIENT)).faultWithoutLogin()).isEmpty();
        assertThat(check(Map.of("shop.war", BASIC)).faultWithoutLogin()).isEmpty();
    }

    @Test
    void warnsWhereAClientIsMissingInOneWarOnly() {
        LoginCheck check = check(Map.of("shop.war", WITH_CLIENT, "admin.war", OIDC));
        assertThat(check.faultWithoutLogin()).isEmpty();
        assertThat(check.warningsWithoutLogin())
                .singleElement()
                .asString()
                .startsWith("The web.xml of admin.war has <auth-method>OIDC</auth-method>, but ");
    }

    /** The server's client belongs to shop.war. */
    @Test
    void refusesALoginForAnotherName() {
        assertThat(check(Map.of("store.war", OIDC)).faultWithLogin())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("to WildFly that WAR is store.war, and the login of shop is for shop.war")
                        .contains("<module-name>shop</module-name>")
                        .contains("<bundleFileName>shop.war</bundleFileName>"));
        assertThat(check(Map.of("store.war", NONE)).faultWithLogin()).isEmpty();
    }

    @Test
    void warnsOfAWarThatNeedsTheLoginOfAnother() {
        LoginCheck check = check(Map.of("shop.war", OIDC, "admin.war", OIDC));
        assertThat(check.faultWithLogin()).isEmpty();
        assertThat(check.warningsWithLogin())
                .singleElement()
                .asString()
                .contains("to WildFly that WAR is admin.war, ")
                .endsWith("</bundleFileName>. Only one WAR can have it");
    }

    @Test
    void warnsOfWhatTheLoginReplaces() {
        assertThat(check(Map.of("shop.war", BASIC)).warningsWithLogin())
                .singleElement()
                .asString()
                .contains("by BASIC, and its definition has a login, which replaces that by OIDC");
        assertThat(check(Map.of("shop.war", WITH_CLIENT)).warningsWithLogin())
                .singleElement()
                .asString()
                .startsWith("Its WEB-INF/oidc.json is ignored: shop's definition has a login, which replaces it");
    }

    @Test
    void warnsOfUsersThatAnotherWarLacks() {
        assertThat(check(Map.of("shop.war", OIDC, "admin.war", BASIC)).warningsWithLogin())
                .singleElement()
                .asString()
                .startsWith("Its web.xml signs people in by BASIC, and no worker has users for that: ")
                .endsWith("services add shop --login");
    }

    private static LoginCheck check(Map<String, SignIns> wars) {
        return new LoginCheck(wars, "shop");
    }
}
