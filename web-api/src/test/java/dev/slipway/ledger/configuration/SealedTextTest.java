package dev.slipway.ledger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextTest {
    private static final EllipticCurveJsonWebKey KEY = key();
    private static final SealedText RULE = new SealedText("shop", "staging", "line-1"::equals);
    private static final Map<String, String> PLACE =
            Map.of("kid", "line-1", "service", "shop", "environment", "staging", "name", "API_KEY");

    private static EllipticCurveJsonWebKey key() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sealed(String secret, Map<String, String> header, Consumer<JsonWebEncryption> more)
            throws JoseException {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
        jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
        header.forEach(jwe::setHeader);
        more.accept(jwe);
        jwe.setKey(KEY.getPublicKey());
        jwe.setPayload(secret);
        return jwe.getCompactSerialization();
    }

    private static Optional<String> objection(Map<String, String> header, Consumer<JsonWebEncryption> more)
            throws JoseException {
        return RULE.objection("API_KEY", sealed("hush", header, more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "hush", "zwölf Boxkämpfer"})
    void isTakenWhereItIsForThisPlace(String secret) throws JoseException {
        String text = sealed(secret, PLACE, jwe -> {});
        assertThat(RULE.objection("API_KEY", text)).isEmpty();
        assertThat(SealedText.size(text)).isEqualTo(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @CsvSource({
        "kid, other, was sealed for a key that is not the line's",
        "service, blog, must say shop in its protected header's service",
        "environment, production, must say staging",
        "name, OTHER, must say API_KEY"
    })
    void isRefusedWhereItIsForAnother(String member, String value, String why) throws JoseException {
        Map<String, String> header = new TreeMap<>(PLACE);
        header.put(member, value);
        assertThat(objection(header, jwe -> {}))
                .hasValueSatisfying(message -> assertThat(message).startsWith(why));
        header.remove(member);
        assertThat(objection(header, jwe -> {})).as("without " + member).isPresent();
    }

    @Test
    void isRefusedWhereItIsSealedByOtherMeans() throws JoseException {
        assertThat(objection(
                        PLACE,
                        jwe -> jwe.setEncryptionMethodHeaderParameter(
                                ContentEncryptionAlgorithmIdentifiers.AES_256_CBC_HMAC_SHA_512)))
                .isPresent();
        assertThat(objection(
                        PLACE, jwe -> jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A128KW)))
                .isPresent();
        assertThat(objection(PLACE, JsonWebEncryption::enableDefaultCompression))
                .hasValueSatisfying(message -> assertThat(message).contains("zip"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hush",
                "a.b.c.d.e",
                "....",
                "e30.e30.e30.e30.e30",
                "e30.e30.e30",
                "\u0000.a.b.c.d",
                "!.!.!.!.!"
            })
    void isRefusedWhereItIsNone(String text) {
        assertThat(RULE.objection("API_KEY", text))
                .hasValueSatisfying(message -> assertThat(message).startsWith("must be a compact JWE"));
    }

    @Test
    void isRefusedWhereItsHeaderIsNone() throws JoseException {
        String rest = sealed("hush", PLACE, jwe -> {}).replaceFirst("^[^.]*", "");
        for (String header : new String[] {"e30", "W10", "bnVsbA", "aHVzaA", "eyJhbGciOjF9", "eyJhbGciOnt9fQ"}) {
            assertThat(RULE.objection("API_KEY", header + rest)).as(header).isPresent();
        }
    }

    @Test
    void isNotTooLong() throws JoseException {
        assertThat(RULE.objection("API_KEY", sealed("ä".repeat(16_384), PLACE, jwe -> {})))
                .isEmpty();
        assertThat(RULE.objection("API_KEY", sealed("x".repeat(40_000), PLACE, jwe -> {})))
                .isPresent();
    }
}
