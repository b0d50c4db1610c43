package dev.slipway.line.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
    private static final OpeningKey KEY = OpeningKey.make();
    private static final SecretName PLACE = new SecretName("shop", "production", "API_KEY");

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "two\nlines\n", "a=b=\"c\" 'd' $e", "Grüße, 世界 🚢"})
    void opensWhatWasSealed(String value) throws SealException {
        String sealed = SealingKey.of(KEY.sealing().json()).seal(PLACE, value);
        assertThat(OpeningKey.of(KEY.json()).open(PLACE, sealed)).isEqualTo(value);
    }

    @Test
    void namesTheKeyAndThePlaceInItsHeader() throws SealException {
        String sealed = KEY.sealing().seal(PLACE, "s3cret");
        assertThat(sealed).matches("[0-9A-Za-z_-]+(\\.[0-9A-Za-z_-]+){4}");
        assertThat(new String(Base64.getUrlDecoder().decode(sealed.split("\\.", 2)[0]), StandardCharsets.UTF_8))
                .contains("\"alg\":\"ECDH-ES+A256KW\"")
                .contains("\"enc\":\"A256GCM\"")
                .contains("\"kid\":\"" + KEY.sealing().kid() + "\"")
                .contains("\"service\":\"shop\"")
                .contains("\"environment\":\"production\"")
                .contains("\"name\":\"API_KEY\"");
    }

    @ParameterizedTest
    @CsvSource({"till,production,API_KEY", "shop,staging,API_KEY", "shop,production,OTHER"})
    void opensNothingThatWasMoved(String service, String environment, String name) throws SealException {
        String sealed = KEY.sealing().seal(PLACE, "s3cret");
        assertThatThrownBy(() -> KEY.open(new SecretName(service, environment, name), sealed))
                .isInstanceOf(SealException.class)
                .hasMessage("it was sealed for another key (or place)")
                .hasNoCause();
    }

    /** The header is a part of what is sealed. */
    @Test
    void opensNothingWhoseHeaderWasWrittenAnew() throws SealException {
        String sealed = KEY.sealing().seal(PLACE, "s3cret");
        String[] parts = sealed.split("\\.", 2);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)
                .replace("\"production\"", "\"staging\"");
        String moved = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "." + parts[1];
        assertThatThrownBy(() -> KEY.open(new SecretName("shop", "staging", "API_KEY"), moved))
                .isInstanceOf(SealException.class);
    }

    @Test
    void opensNothingForAnotherKey() throws SealException {
        String sealed = OpeningKey.make().sealing().seal(PLACE, "s3cret");
        assertThatThrownBy(() -> KEY.open(PLACE, sealed)).isInstanceOf(SealException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret", "a.b.c.d.e", "eyJhbGciOiJub25lIn0..."})
    void opensNothingThatIsNoneOfOurs(String text) {
        assertThatThrownBy(() -> KEY.open(PLACE, text)).isInstanceOf(SealException.class);
    }

    @Test
    void sealsNotNothing() {
        assertThatThrownBy(() -> KEY.sealing().seal(PLACE, "")).hasMessage("there is nothing to seal");
    }

    @Test
    void keepsItsPrivateHalf() {
        assertThat(KEY.sealing().json()).doesNotContain("\"d\"").contains("\"crv\":\"P-256\"");
        assertThatThrownBy(() -> OpeningKey.of(KEY.sealing().json())).hasMessage("this key has no private half");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "no JSON", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"1\"}"})
    void takesNoOtherKey(String jwk) {
        assertThatThrownBy(() -> SealingKey.of(jwk)).isInstanceOf(SealException.class);
    }
}
