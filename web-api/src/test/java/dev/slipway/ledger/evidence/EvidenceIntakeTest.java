package dev.slipway.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EvidenceIntakeTest {
    /** Many at once would fill the disk for temporary files. An interrupted thread gets no place. */
    @Test
    void copiesNoAttestationThatHasNoPlace() {
        AtomicBoolean isCopied = new AtomicBoolean();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new EvidenceIntake()
                            .isSigned(out -> isCopied.set(true), Digest.ofHex(Sha256.hex("shop.war")), List.of()))
                    .isInstanceOf(ProblemException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(isCopied).isFalse();
    }
}
