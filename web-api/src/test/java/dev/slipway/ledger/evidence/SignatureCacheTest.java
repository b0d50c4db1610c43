package dev.slipway.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.dsse.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each attestation is read once for the same keys. */
class SignatureCacheTest {
    private static final List<VerificationKey> KEYS = List.of(key());

    private final SignatureCache cache = new SignatureCache();
    private int verifications;

    @Test
    void looksOnceForTheSameKeys() {
        UUID one = new UUID(0, 1);
        assertThat(isSigned(one, KEYS, true)).isTrue();
        assertThat(isSigned(one, List.of(KEYS.get(0)), false)).isTrue();
        assertThat(verifications).isEqualTo(1);
        assertThat(isSigned(one, List.of(key()), false)).isFalse();
        assertThat(isSigned(new UUID(0, 2), KEYS, false)).isFalse();
        assertThat(verifications).isEqualTo(3);
    }

    @Test
    void isBounded() {
        for (int i = 0; i <= SignatureCache.MOST; i++) {
            isSigned(new UUID(1, i), KEYS, true);
        }
        isSigned(new UUID(1, 0), KEYS, true);
        assertThat(verifications).isEqualTo(SignatureCache.MOST + 2);
    }

    private boolean isSigned(UUID attestation, List<VerificationKey> keys, boolean answer) {
        return cache.isSigned(attestation, keys, () -> {
            verifications++;
            return answer;
        });
    }

    private static VerificationKey key() {
        try {
            return new VerificationKey(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic(), "Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
