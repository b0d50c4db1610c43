package dev.slipway.line.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.SecretFile;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.SaltedSimpleDigestPassword;
import org.wildfly.security.password.spec.SaltedHashPasswordSpec;

class PasswordHashTest {
    @Test
    void isOfItsPasswordAlone() {
        String password = SecretFile.random();
        String hash = PasswordHash.of(password);
        assertThat(PasswordHash.matches(hash, password)).isTrue();
        assertThat(PasswordHash.matches(hash, password + "x")).isFalse();
        assertThat(PasswordHash.matches(hash, "")).isFalse();
    }

    @Test
    void isASaltedDigestWithASaltOfItsOwn() {
        String hash = PasswordHash.of("one");
        assertThat(hash)
                .matches("\\$sha256\\$[+/A-Za-z0-9]{22}\\$[+/A-Za-z0-9]{43}")
                .isNotEqualTo(PasswordHash.of("one"));
        assertThat(PasswordHash.isCurrent(hash)).isTrue();
    }

    /** As the realm does: by the algorithm that server.cli names, from the parts that its query takes. */
    @Test
    void isReadByElytron() throws Exception {
        String[] parts = PasswordHash.of("one").split("\\$");
        PasswordFactory factory = PasswordFactory.getInstance(
                SaltedSimpleDigestPassword.ALGORITHM_SALT_PASSWORD_DIGEST_SHA_256,
                WildFlyElytronPasswordProvider.getInstance());
        Password kept = factory.generatePassword(new SaltedHashPasswordSpec(
                Base64.getDecoder().decode(parts[3]), Base64.getDecoder().decode(parts[2])));
        assertThat(factory.verify(kept, "one".toCharArray())).isTrue();
        assertThat(factory.verify(kept, "two".toCharArray())).isFalse();
    }

    @Test
    void knowsWhatWasBcryptBefore() {
        String hash = "$2y$04$vHQ4xXfi9EPM8TSQAbCpAeNfxgAC6rsLRM.KQEttgO4SHWTDEzFtC";
        assertThat(PasswordHash.matches(hash, "a password of 2025")).isTrue();
        assertThat(PasswordHash.matches(hash, "another")).isFalse();
        assertThat(PasswordHash.isCurrent(hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "$2y$04$short", "{SSHA}abc", "$sha256$short$x", "$sha256$"})
    void isNoneWhereItCannotBeRead(String hash) {
        assertThat(PasswordHash.matches(hash, "x")).isFalse();
    }
}
