package dev.slipway.ledger.identity.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.platform.json.Json;
import java.io.IOException;
import java.security.Key;
import java.util.List;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one GitLab, from its OpenID configuration. They are read for the first token, cached for as long as
 * GitLab allows, and read again for an unknown key.
 */
class IssuerKeys implements VerificationKeyResolver {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int LARGEST = 1 << 20;

    /** Bridges a short outage of a GitLab with its previous keys. */
    private static final int KEPT_SECONDS = 600;

    /** The minimum time between reads: made-up keys could otherwise cause one per request. */
    private static final int NOT_AGAIN_MILLIS = 300;

    private final String issuer;
    private final int notAgainMillis;
    private @Nullable VerificationKeyResolver found;

    IssuerKeys(String issuer) {
        this(issuer, NOT_AGAIN_MILLIS);
    }

    IssuerKeys(String issuer, int notAgainMillis) {
        this.issuer = issuer;
        this.notAgainMillis = notAgainMillis;
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> around) throws UnresolvableKeyException {
        return find().resolveKey(signature, around);
    }

    private synchronized VerificationKeyResolver find() throws UnresolvableKeyException {
        if (found == null) {
            Get http = new Get();
            http.setConnectTimeout(CONNECT_MILLIS);
            http.setReadTimeout(ANSWER_MILLIS);
            http.setRetries(1);
            http.setResponseBodySizeLimit(LARGEST);
            HttpsJwks keys = new HttpsJwks(location(http));
            keys.setSimpleHttpGet(http);
            keys.setRetainCacheOnErrorDuration(KEPT_SECONDS);
            keys.setRefreshReprieveThreshold(notAgainMillis);
            found = new HttpsJwksVerificationKeyResolver(keys);
        }
        return found;
    }

    private String location(Get http) throws UnresolvableKeyException {
        try {
            String metadata =
                    http.get(issuer + "/.well-known/openid-configuration").getBody();
            String location = Json.mapper().readTree(metadata).path("jwks_uri").asText();
            if (location.isEmpty()) {
                throw new IOException("no jwks_uri");
            }
            return location;
        } catch (JsonProcessingException e) {
            // Its message would quote the answer.
            throw new UnresolvableKeyException("no JSON", new IOException("no JSON"));
        } catch (IOException e) {
            throw new UnresolvableKeyException("no answer", e);
        }
    }
}
