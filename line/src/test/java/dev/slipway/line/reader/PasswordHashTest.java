package dev.slipway.line.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.SecretFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void isBcryptOfTheLowestCostWithASaltOfItsOwn() {
        String hash = PasswordHash.of("one");
        assertThat(hash).matches("\\$2[ay]\\$04\\$[./A-Za-z0-9]{53}").isNotEqualTo(PasswordHash.of("one"));
    }

    @Test
    void knowsWhatHtpasswdMade() {
        assertThat(PasswordHash.matches(
                        "$2y$04$vHQ4xXfi9EPM8TSQAbCpAeNfxgAC6rsLRM.KQEttgO4SHWTDEzFtC", "a password of 2025"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "$2y$04$short", "{SSHA}abc"})
    void isNoneWhereItCannotBeRead(String hash) {
        assertThat(PasswordHash.matches(hash, "x")).isFalse();
    }
}
