package dev.slipway.ledger.identity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.ledger.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTokenVerifierTest {
    private static final String ISSUER = "https://gitlab.example.org";
    private static final long NOW = Signer.NOW.getEpochSecond();

    private final Signer gitlab = new Signer(ISSUER, "k1");

    @Test
    void readsWhoRanWhichJob() throws JoseException {
        JobToken read = verify(gitlab.token("jti", "a"));
        assertThat(read)
                .isEqualTo(new JobToken(
                        ISSUER,
                        "a",
                        Signer.NOW.plusSeconds(330),
                        20,
                        "714a629c0b401fdce83e847fc9589983fc6f46bc",
                        true,
                        new Trigger("jane", "jane@example.org", ISSUER + "#7")));
        assertThat(verify(gitlab.token("user_email", null)).trigger().email()).isNull();
        assertThat(verify(gitlab.token("ref_protected", "false")).isRefProtected())
                .isFalse();
        assertThat(JobTokenVerifier.issuer(gitlab.token("jti", "a"))).contains(ISSUER);
        assertThat(JobTokenVerifier.issuer("a.b.c")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aud, https://auth.localtest.me, set aud to https://mywebapp.localtest.me",
        "aud, , set aud to",
        "iss, https://gitlab.example.com, cannot be verified",
        "iss, , cannot be verified",
        "jti, , cannot be verified",
        "exp, , cannot be verified",
        "iat, , cannot be verified",
        "project_id, , is not an ID token of a GitLab job",
        "project_id, shop, is not an ID token of a GitLab job",
        "user_id, , is not an ID token of a GitLab job",
        "user_login, , is not an ID token of a GitLab job",
        "sha, , is not an ID token of a GitLab job",
        "ref_protected, , is not an ID token of a GitLab job"
    })
    void refuses(String claim, @Nullable String value, String why) throws JoseException {
        assertRefused(gitlab.token(claim, value), why);
    }

    @Test
    void refusesWhatOthersMayShowToo() throws JoseException {
        assertRefused(gitlab.token("aud", List.of(Signer.AUDIENCE, "https://auth.localtest.me")), "set aud to");
    }

    @Test
    void goesByTheClockWithAFewSecondsOfGrace() throws JoseException {
        verify(ending(NOW - 29));
        assertRefused(ending(NOW - 31), "has expired");
        verify(gitlab.token("iat", NOW + 29));
        assertRefused(gitlab.token("iat", NOW + 31), "is not valid yet");
        assertRefused(gitlab.token("nbf", NOW + 31), "is not valid yet");
        assertRefused(gitlab.token("iat", NOW - 2 * 86_400), "has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "RS384", "RS512", "PS256", "HS256"})
    void takesRs256Alone(String algorithm) throws JoseException {
        assertRefused(
                gitlab.sign(
                        gitlab.claims(),
                        algorithm,
                        switch (algorithm) {
                            case "none" -> null;
                            // The public key, known to all, as a secret.
                            case "HS256" ->
                                new HmacKey(gitlab.key.getPublicKey().getEncoded());
                            default -> gitlab.key.getPrivateKey();
                        }),
                "cannot be verified");
    }

    @Test
    void refusesWhatAnotherKeySigned() throws JoseException {
        Signer other = new Signer(ISSUER, "k1");
        assertRefused(other.token("jti", "a"), "cannot be verified");
        assertRefused(new Signer(ISSUER, "k2").token("jti", "a"), "cannot be verified");
        String[] parts = gitlab.token("jti", "a").split("\\.", -1);
        String[] others = gitlab.token("user_login", "eve").split("\\.", -1);
        assertRefused(parts[0] + "." + others[1] + "." + parts[2], "cannot be verified");
        assertRefused("nonsense", "cannot be verified");
    }

    private String ending(long second) throws JoseException {
        Map<String, Object> claims = gitlab.claims();
        claims.putAll(Map.of("iat", second - 300, "nbf", second - 305, "exp", second));
        return gitlab.sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256, gitlab.key.getPrivateKey());
    }

    private JobToken verify(String token) {
        return new JobTokenVerifier(
                        ISSUER, Signer.AUDIENCE, new JwksVerificationKeyResolver(List.of(gitlab.key)), Signer.clock())
                .verify(token);
    }

    /** And what the token says is not said again. */
    private void assertRefused(String token, String why) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> verify(token))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().type()).hasToString("/docs/problems#job-token-refused");
                    assertThat(refusal.problem().detail()).contains(why);
                    assertThat(refusal.getMessage()).doesNotContain("jane", "714a629", "gitlab.example", "group/shop");
                });
    }
}
