package dev.slipway.line.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.Caller;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What an archive of somebody else gets from the server that it shares with the ledger, without asking by name. */
@ArquillianTest
class NeighbourIT {
    @Deployment
    static WebArchive archive() {
        return InServer.archive(NeighbourIT.class);
    }

    @Test
    @SuppressWarnings("BanJNDI") // the name is this test's own
    void hasNoDatabaseByDefault() {
        assertThatThrownBy(() -> InitialContext.doLookup("java:comp/DefaultDataSource"))
                .isInstanceOf(NameNotFoundException.class);
    }

    /** Asked several times, so that its worker is among those that answer. */
    @Test
    @RunAsClient
    void doesNotAnswerInPlaceOfTheLedger() {
        Caller caller = Caller.anonymous();
        for (int i = 0; i < 10; i++) {
            assertThat(caller.get("/openapi?format=json")
                            .expect(200)
                            .at("/info/title")
                            .asText())
                    .startsWith("Slipway");
        }
    }
}
