package dev.slipway.ledger.identity.job;

import java.security.Key;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs tokens as a GitLab does. */
final class Signer {
    static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    static final String AUDIENCE = "https://mywebapp.localtest.me";

    final RsaJsonWebKey key;
    private final String issuer;

    /** With another key than the two before it. */
    Signer(String issuer, String kid) {
        this.issuer = issuer;
        KeyPair pair = TestKeys.next();
        key = new RsaJsonWebKey((RSAPublicKey) pair.getPublic());
        key.setPrivateKey(pair.getPrivate());
        key.setKeyId(kid);
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        key.setUse("sig");
    }

    /** As precise as the ledger's own, which cannot tell milliseconds: the JDK divides by zero. */
    static Clock clock() {
        return Clock.tick(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofNanos(1_000));
    }

    /** The public keys, as a GitLab shows them. */
    String keys() {
        return new JsonWebKeySet(key).toJson();
    }

    /** A job's token with one claim changed, or without it. */
    String token(String claim, @Nullable Object value) throws JoseException {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
    }

    String sign(Map<String, Object> claims, String algorithm, @Nullable Key with) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setPayload(JsonUtil.toJson(claims));
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(with);
        return signature.getCompactSerialization();
    }

    Map<String, Object> claims() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("iss", issuer),
                Map.entry("aud", AUDIENCE),
                Map.entry("sub", "project_path:group/shop:ref_type:branch:ref:main"),
                Map.entry("jti", UUID.randomUUID().toString()),
                Map.entry("iat", NOW.getEpochSecond()),
                Map.entry("nbf", NOW.getEpochSecond() - 5),
                Map.entry("exp", NOW.getEpochSecond() + 300),
                Map.entry("project_id", "20"),
                Map.entry("user_id", "7"),
                Map.entry("user_login", "jane"),
                Map.entry("user_email", "jane@example.org"),
                Map.entry("ref", "main"),
                Map.entry("ref_protected", "true"),
                Map.entry("sha", "714a629c0b401fdce83e847fc9589983fc6f46bc")));
    }
}
