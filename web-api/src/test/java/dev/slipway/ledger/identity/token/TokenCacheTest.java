package dev.slipway.ledger.identity.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of tokens, and for how long. */
class TokenCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(300);

    private Instant now = NOW;
    private final TokenCache<String> cache = new TokenCache<>(() -> now);

    @Test
    void knowsATokenUntilItExpires() {
        assertEquals(Optional.empty(), cache.find("a.b.c"));
        cache.put("a.b.c", "alice", LATER);

        assertEquals(Optional.of("alice"), cache.find("a.b.c"));
        now = LATER.minusMillis(1);
        assertEquals(Optional.of("alice"), cache.find("a.b.c"));
        now = LATER;
        assertEquals(Optional.empty(), cache.find("a.b.c"));
    }

    @Test
    void knowsNoOtherToken() {
        cache.put("a.b.c", "alice", LATER);

        assertEquals(Optional.empty(), cache.find("a.b.d"));
        assertEquals(Optional.empty(), cache.find("a.b.c "));
        assertEquals(Optional.empty(), cache.find("a.b"));
        assertEquals(Optional.empty(), cache.find(""));
    }

    @Test
    void forgetsTheOldestWhereThereAreMany() {
        cache.put("first", "alice", LATER);
        for (int i = 1; i < TokenCache.GENERATION; i++) {
            cache.put("token " + i, "bob", LATER);
        }
        cache.put("next", "carol", LATER);
        assertEquals(Optional.of("alice"), cache.find("first"));

        for (int i = 0; i < TokenCache.GENERATION; i++) {
            cache.put("another " + i, "bob", LATER);
        }
        assertEquals(Optional.empty(), cache.find("first"));
        assertEquals(Optional.of("carol"), cache.find("next"));
        assertEquals(TokenCache.GENERATION + 1, cache.size());
    }
}
