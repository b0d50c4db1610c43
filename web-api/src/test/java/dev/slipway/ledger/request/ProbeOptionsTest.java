package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.request.restoration.AcceptedProbe;
import org.junit.jupiter.api.Test;

class ProbeOptionsTest {
    @Test
    void getATimeoutForTheAgent() {
        assertThat(new ProbeOptions("/shop", null, 5).forAgent()).isEqualTo(new ProbeOptions("/shop", null, 5));
        assertThat(new ProbeOptions("/shop", null, null).forAgent()).isEqualTo(new ProbeOptions("/shop", null, 30));
    }

    @Test
    void takeOverTheHealthCheckThatTheyDoNotName() {
        AcceptedProbe accepted = new AcceptedProbe("/other", 90);
        assertThat(new ProbeOptions("/shop", null, null).orElse(accepted))
                .isEqualTo(new ProbeOptions("/shop", "/other", 90));
        assertThat(new ProbeOptions(null, "/own", 5).orElse(accepted)).isEqualTo(new ProbeOptions(null, "/own", 5));
    }
}
