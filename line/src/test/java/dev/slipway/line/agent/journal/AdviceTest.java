package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever deploys what lacks something is told how the service gets it. */
class AdviceTest {
    @Test
    void saysWhatTakesTheWayOfASecurityDomain() {
        assertThat(Advice.on("no security domain NoSuch, which its EJBs name", "shop", ""))
                .contains("NoSuch, which its EJBs name. Remove it: ")
                .contains("slipway services add shop --login");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no class javax.servlet.http.HttpServlet                              | build it for Jakarta EE 10
            no class jakarta.data.repository.Repository                          | such as 11: build it for Jakarta EE 10, which the server has
            no method java.lang.String jakarta.persistence.Table.options()       | such as 11: build it for Jakarta EE 10, which the server has
            no method void jakarta.servlet.http.HttpServletResponse.sendRedirect(java.lang.String, int) | such as 11: build it for Jakarta EE 10, which the server has
            LoggerFactory is not a Logback LoggerContext                         | put <subsystem name="logging"/> into <exclude-subsystems> of <deployment> in WEB-INF/jboss-deployment-structure.xml; in an EAR, in META-INF/jboss-deployment-structure.xml of the EAR
            no class io.prometheus.metrics.core.metrics.Counter                  | put <subsystem name="micrometer"/> into <exclude-subsystems> of <deployment> in WEB-INF/jboss-deployment-structure.xml; in an EAR, in META-INF/jboss-deployment-structure.xml of the EAR
            Service jboss.deployment.unit."shop.war".security-domain.virtual is already registered | Then: slipway config set shop MP_JWT_VERIFY_ISSUER=… MP_JWT_VERIFY_PUBLICKEY_LOCATION=… MP_JWT_VERIFY_AUDIENCES=…
            the management of shop-1 does not answer: Connection refused         | Its log: slipway logs shop
            shop-1 does not say what it runs: the management of shop-1 does not answer: Connection refused | slipway logs shop
            On shop-1, /ready answers 503 after 30 s.                            | --probe-wait 2m, or more
            On shop-1, /ready does not answer after 30 s.                        | --probe-wait 2m, or more
            On shop-1, /health answers 404 after 30 s.                           | slipway services add shop --probe PATH
            On shop-1, /store/health/ready answers 404 after 30 s.               | slipway services add shop --probe PATH
            no data source java:comp/DefaultDataSource                           | or database: true in its definition
            it has not started after 300 s                                       | meanwhile slipway threads shop
            """)
    void saysWhatToDo(String cause, String end) {
        assertThat(Advice.on(cause, "shop", "")).startsWith(cause).endsWith(end);
    }

    /** Liquibase waits for it for as long as WildFly waits for the start. */
    @Test
    void namesLiquibasesLockWhereAStartDoesNotEnd() {
        assertThat(Advice.on("it has not started after 300 s", "shop", ""))
                .contains("set locked to false in databasechangeloglock");
    }

    @Test
    void namesTheEnvironment() {
        assertThat(Advice.on("it has not started after 300 s", "shop", " --environment staging"))
                .endsWith(" slipway threads shop --environment staging");
        assertThat(Advice.on(
                        "Service jboss.deployment.unit.\"shop.war\".security-domain.virtual is already registered",
                        "shop",
                        " --environment staging"))
                .endsWith(" MP_JWT_VERIFY_AUDIENCES=… --environment staging");
    }

    @ParameterizedTest
    @CsvSource({
        "no class no.such.Listener",
        "no class javax.sql.NoSuch",
        "no class jakarta.mvc.Controller",
        "no class io.prometheus.client.Counter",
        "Service jboss.deployment.unit.shop.INSTALL is already registered",
        "'no method void no.such.Library.with(int, jakarta.servlet.Servlet)'",
        "nothing is bound to java:global/Other",
        "'On shop-production-1, /healthy answers 404 after 30 s.'",
        "'On shop-production-1, /ready answers 500 after 30 s.'",
        "'On shop-production--rehearsal-1, /ready answers 503 after 30 s.'",
        "digest mismatch"
    })
    void saysNothingOfOtherCauses(String cause) {
        assertThat(Advice.on(cause, "shop", "")).isEqualTo(cause);
    }
}
