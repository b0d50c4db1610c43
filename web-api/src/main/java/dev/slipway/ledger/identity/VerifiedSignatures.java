package dev.slipway.ledger.identity;

import dev.slipway.ledger.platform.text.Sha256;
import java.nio.ByteBuffer;
import java.security.Key;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.RsaUsingShaAlgorithm;
import org.jose4j.lang.JoseException;

/**
 * RS256 (RFC 7518, section 3.3) as jose4j has it, which remembers the signatures that it found valid: a token that comes with a
 * thousand requests is computed once. Whether a signature belongs to a key and a text never changes. What does change is checked at
 * each request as before, by jose4j and Elytron: the key that is asked for by the token's {@code kid}, the expiry, the issuer, the audience.
 *
 * <p>It keeps no token, only digests, and none of a signature that is not valid.
 */
public final class VerifiedSignatures extends RsaUsingShaAlgorithm.RsaSha256 {
    /** Half of what is remembered at most; with the key, one takes about half a kilobyte. */
    static final int GENERATION = 1_000;

    private volatile Map<Verified, Boolean> recent = new ConcurrentHashMap<>();
    private volatile Map<Verified, Boolean> older = Map.of();

    /** A signature is compared as a whole: in a digest of both, nobody could tell where it ends and the text begins. */
    private record Verified(Key key, ByteBuffer signature, ByteBuffer digest) {}

    @Override
    public boolean verifySignature(byte[] signature, Key key, byte[] text, ProviderContext context)
            throws JoseException {
        Verified asked = new Verified(key, ByteBuffer.wrap(signature), ByteBuffer.wrap(Sha256.of(text)));
        if (recent.containsKey(asked)) {
            return true;
        }
        if (older.containsKey(asked) || super.verifySignature(signature, key, text, context)) {
            remember(asked);
            return true;
        }
        return false;
    }

    private synchronized void remember(Verified verified) {
        if (recent.size() >= GENERATION) {
            older = recent;
            recent = new ConcurrentHashMap<>();
        }
        recent.put(verified, true);
    }

    /** How many signatures are remembered. */
    int size() {
        return recent.size() + older.size();
    }
}
