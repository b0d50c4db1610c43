package dev.slipway.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the next release writes while it is deployed, this one reads. */
class NextReleaseTest {

    @Test
    void mayKnowMoreOfAKey() {
        assertThat(new AttestationKeys.Column().convertToEntityAttribute("""
                        [{"name":"build","publicKey":"MCow","later":1}]"""))
                .isEqualTo(new AttestationKeys(List.of(new AttestationKey("build", "MCow"))));
    }
}
