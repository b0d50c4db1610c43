package dev.slipway.line.audit;

import dev.slipway.line.http.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The signed heads of a chain: those in the extract and those kept elsewhere. */
final class Heads {
    private final List<Head> all;
    /** Those that count. */
    private final List<Head> own;

    private final Map<Long, String> hashes = new HashMap<>();
    /** By position of a head: when the last head up to there was signed. */
    private final NavigableMap<Long, Instant> times = new TreeMap<>();
    /** By position of a head: when the first head there was signed. */
    private final NavigableMap<Long, Instant> reached = new TreeMap<>();

    private final Set<Long> compared = new HashSet<>();
    private final Cadence cadence;

    /**
     * Heads to compare with a chain.
     *
     * @param keys those that are taken for the line's
     */
    Heads(List<Head> all, LineKeys keys, Findings findings) {
        this.all = List.copyOf(all);
        own = all.stream().filter(head -> !keys.isForeign(head.signer())).toList();
        cadence = new Cadence(own, keys.since());
        for (Head head : own) {
            String other = hashes.put(head.position(), head.hash());
            if (other != null && !other.equals(head.hash())) {
                findings.add(head.what() + " contradicts another of the same position, " + head.position()
                        + ": the chain was rebuilt from an earlier position.");
            }
            head.signedAt().ifPresent(at -> {
                times.merge(head.position(), at, Heads::later);
                reached.merge(head.position(), at, Heads::earlier);
            });
        }
        Instant last = Instant.MIN;
        for (Map.Entry<Long, Instant> one : times.entrySet()) {
            last = later(last, one.getValue());
            one.setValue(last);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The last time at which the chain is known to have ended before a position; empty if no head proves it. */
    Optional<Instant> signedBefore(long position) {
        return Optional.ofNullable(times.lowerEntry(position)).map(Map.Entry::getValue);
    }

    /** The time by which the chain is known to have reached a position: the next head's; empty if no head proves it. */
    Optional<Instant> signedBehind(long position) {
        return Optional.ofNullable(reached.ceilingEntry(position)).map(Map.Entry::getValue);
    }

    /** Warnings of heads around links, from the first to the last one, between which others seem to be missing. */
    List<String> gaps(long first, long last) {
        return cadence.gaps(first, last);
    }

    /** Whether there is a head at a position. */
    boolean has(long position) {
        return hashes.containsKey(position);
    }

    /** Whether a head between two positions, both included, was signed at such a time. */
    boolean isSigned(long first, long last, Predicate<Instant> when) {
        return own.stream()
                .filter(head -> head.position() >= first && head.position() <= last)
                .anyMatch(head -> head.signedAt().filter(when).isPresent());
    }

    /** The keys that signed them, those that do not count among them. */
    List<Signer> signers() {
        Map<String, List<Head>> byKey =
                all.stream().collect(Collectors.groupingBy(Head::signer, LinkedHashMap::new, Collectors.toList()));
        return byKey.entrySet().stream()
                .map(one -> new Signer(one.getKey(), one.getValue().size(), since(one.getValue())))
                .toList();
    }

    /** The number of heads that a key signed after a time. */
    long count(String signer, Instant time) {
        return all.stream()
                .filter(head -> head.signer().equals(signer))
                .filter(head -> head.signedAt().filter(time::isBefore).isPresent())
                .count();
    }

    private static Optional<Instant> since(List<Head> heads) {
        return heads.stream().flatMap(head -> head.signedAt().stream()).min(Comparator.naturalOrder());
    }

    /** Whether all heads at a position have the hash that the chain has there. */
    boolean agree(long position, String hash) {
        String signed = hashes.get(position);
        if (signed == null) {
            return true;
        }
        compared.add(position);
        return signed.equals(hash);
    }

    /** A chain never becomes shorter: no head signed before the export may lie beyond the end stated in the manifest. */
    void expectEnd(Json manifest, Findings findings) {
        Optional<Instant> exported = manifest.time("exportedAt");
        long end = manifest.number("chainEnd", Long.MAX_VALUE);
        for (Head head : own) {
            if (head.position() > end && exported.isPresent() && isBefore(head, exported.get())) {
                findings.add(head.what() + " is of position " + head.position()
                        + ", and was signed before the export, when the chain ended at " + end
                        + ": the chain is shorter than it was.");
            }
        }
    }

    private static boolean isBefore(Head head, Instant exported) {
        return head.signedAt().filter(exported::isAfter).isPresent();
    }

    /** The number of heads that were compared with the chain. */
    long compared() {
        return own.stream().filter(this::isCompared).count();
    }

    /** The number of heads kept elsewhere that could not be compared, as the extract has no links at their position. */
    long uncompared() {
        return own.stream().filter(head -> head.isKept() && !isCompared(head)).count();
    }

    private boolean isCompared(Head head) {
        return compared.contains(head.position());
    }
}
