package dev.slipway.line.realm.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.CredentialRepresentation;

class TotpSecretTest {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890");

    @Test
    void isShownAsAnAuthenticatorAppTakesIt() {
        assertThat(SECRET.address("jane doe+x@y", "example.org"))
                .isEqualTo("otpauth://totp/Slipway:jane%20doe%2Bx%40y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Slipway%20example.org&digits=6&algorithm=SHA1&period=30");
        assertThat(new TotpSecret("a").address("admin", "localtest.me")).contains("?secret=ME&");
    }

    @Test
    void isKnownAgainByItsLabel() {
        assertThat(SECRET.label()).isEqualTo("made on the machine, 6ed645ef");
        assertThat(SECRET).hasToString(SECRET.label());
    }

    @Test
    void isACredential() {
        CredentialRepresentation credential = SECRET.credential();
        assertThat(credential.getUserLabel()).isEqualTo(SECRET.label());
        assertThat(credential.getSecretData()).isEqualTo("{\"value\":\"12345678901234567890\"}");
        assertThat(credential.getCredentialData())
                .isEqualTo(
                        "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
    }

    @Test
    void ofAdminIsReadFromTheSecretsUnlessThatIsBlank(@TempDir Path state) throws IOException {
        Settings settings = Settings.of(Map.of("SLIPWAY_STATE", state.toString()));
        Path file = Files.createDirectory(state.resolve("secrets")).resolve("admin-totp-secret");
        Files.writeString(file, SECRET.value() + "\n");
        assertThat(TotpSecret.ofAdmin(settings)).isEqualTo(SECRET);
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> TotpSecret.ofAdmin(settings))
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("recover admin --second-factor");
    }

    @Test
    void isOneOfTwoKindsOfSecondFactor() {
        assertThat(TotpSecret.isAmong(List.of(ofType("password"), ofType("webauthn"))))
                .isFalse();
        assertThat(TotpSecret.isAmong(List.of(ofType("password"), SECRET.credential())))
                .isTrue();
        assertThat(TotpSecret.isAmong(List.of(ofType("webauthn-passwordless")))).isTrue();
    }

    private static CredentialRepresentation ofType(String type) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(type);
        return credential;
    }
}
