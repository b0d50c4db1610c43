package dev.slipway.ledger.notification.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The vector of Standard Webhooks' own libraries. */
    @Test
    void isThatOfStandardWebhooks() {
        String signature = Signature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330L,
                "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void makesKeysThatNobodyHas() {
        String key = Signature.newKey();

        assertThat(key).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(Signature.newKey());
        assertThat(Signature.of(key, "a", 0, "")).startsWith("v1,");
    }
}
