package dev.slipway.line.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How often the line signed: of rows that were linked between two heads, nothing else shows when. */
final class Cadence {
    /** It signs daily; less than this is a day on which it was down. */
    private static final Duration LONGEST = Duration.ofDays(2);

    /** It signs after a thousand links, and adds up to a thousand at once. */
    private static final long MOST = 2_000;

    private final List<Signed> heads;

    /** When a head was signed. */
    private record Signed(long position, Instant at) {}

    /**
     * The cadence of a chain.
     *
     * @param since when the line introduced its first key, with which it signed a head at once; empty if not known
     */
    Cadence(List<Head> heads, Optional<Instant> since) {
        Stream<Signed> signed = heads.stream().flatMap(head -> signed(head.position(), head.signedAt()));
        this.heads = Stream.concat(signed(0, since), signed)
                .sorted(Comparator.comparingLong(Signed::position).thenComparing(Signed::at))
                .toList();
    }

    private static Stream<Signed> signed(long position, Optional<Instant> time) {
        return time.map(at -> new Signed(position, at)).stream();
    }

    /**
     * Warnings of neighbouring heads that are too far from each other.
     *
     * @param first the first link to which it matters
     * @param last the last one
     */
    List<String> gaps(long first, long last) {
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < heads.size(); i++) {
            Signed before = heads.get(i - 1);
            Signed head = heads.get(i);
            if (head.position() >= first && head.position() <= last && isFar(before, head)) {
                gaps.add("heads.jsonl: no head was signed between " + before.at() + ", at link " + before.position()
                        + ", and " + head.at() + ", at link " + head.position()
                        + ". The line was down, or heads were removed: nothing shows when these links were added.");
            }
        }
        return gaps;
    }

    /** While nothing is linked, no head is missed. The first one has all the links that there were before the key. */
    private static boolean isFar(Signed before, Signed head) {
        long links = head.position() - before.position();
        boolean isLong = Duration.between(before.at(), head.at()).compareTo(LONGEST) > 0;
        return links > 0 && isLong || links > MOST && before.position() > 0;
    }
}
