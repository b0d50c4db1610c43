package dev.slipway.ledger.identity.token;

import dev.slipway.ledger.platform.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache by access token, until the token expires: for at most twice {@value #GENERATION} tokens. Keyed by a token's
 * digest (SHA-256), so that the time of a look-up reveals nothing about the cached tokens.
 *
 * @param <T> the cached value
 */
final class TokenCache<T> {
    static final int GENERATION = 250;

    private final InstantSource clock;
    private volatile Map<ByteBuffer, Entry<T>> recent = new ConcurrentHashMap<>();
    private volatile Map<ByteBuffer, Entry<T>> older = Map.of();

    private record Entry<T>(T value, Instant expiry) {}

    TokenCache(InstantSource clock) {
        this.clock = clock;
    }

    /** The cached value of this token, if the token has not expired. */
    Optional<T> find(String token) {
        ByteBuffer key = key(token);
        Entry<T> entry = recent.get(key);
        if (entry == null) {
            entry = older.get(key);
        }
        return entry != null && clock.instant().isBefore(entry.expiry())
                ? Optional.of(entry.value())
                : Optional.empty();
    }

    /** Keeps it until the token expires, or until many others came after it. */
    synchronized void put(String token, T value, Instant expiry) {
        if (recent.size() >= GENERATION) {
            older = recent;
            recent = new ConcurrentHashMap<>();
        }
        recent.put(key(token), new Entry<>(value, expiry));
    }

    /** How many tokens are known, expired or not. */
    int size() {
        return recent.size() + older.size();
    }

    private static ByteBuffer key(String token) {
        return ByteBuffer.wrap(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }
}
