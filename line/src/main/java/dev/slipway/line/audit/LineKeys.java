package dev.slipway.line.audit;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that are taken for the line's, the oldest first: those that were named, or else the one that signed the extract and those that it
 * replaced.
 */
final class LineKeys {
    /** The workers restart one after the other, and each signs with the key that it started with. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private final List<String> keys;
    private final boolean isNamed;
    private final Map<String, Instant> introduced;

    /**
     * The keys of an extract.
     *
     * @param named their fingerprints, the oldest first; empty if none was named
     * @param signer of the manifest
     * @param introduced when the chain's keys were introduced
     */
    LineKeys(List<String> named, String signer, Map<String, Instant> introduced) {
        this.introduced = Map.copyOf(introduced);
        isNamed = !named.isEmpty();
        keys = isNamed ? List.copyOf(named) : until(signer, introduced);
    }

    private static List<String> until(String signer, Map<String, Instant> introduced) {
        Instant since = introduced.getOrDefault(signer, Instant.MAX);
        Stream<String> replaced = introduced.entrySet().stream()
                .filter(key -> key.getValue().isBefore(since))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
        return Stream.concat(replaced, Stream.of(signer)).toList();
    }

    /** When each key was introduced, as the rows of the chain say; whether they were linked so, the chain shows. */
    static Map<String, Instant> read(Lines rows) throws IOException {
        Map<String, Instant> introduced = new HashMap<>();
        for (byte[] line = rows.next(); line != null; line = rows.next()) {
            Json row = Json.readOrEmpty(line);
            String key = row.find("fingerprint").orElse("");
            row.time("introduced_at").ifPresent(at -> introduced.put(key, at));
        }
        return introduced;
    }

    /** Whether a key is none of those that were named: what it signed does not count. */
    boolean isForeign(String key) {
        return isNamed && !keys.contains(key);
    }

    /** When the first of them was introduced; empty if the extract does not have that. */
    Optional<Instant> since() {
        return first(keys);
    }

    private Optional<Instant> first(List<String> some) {
        return some.stream()
                .flatMap(key -> Optional.ofNullable(introduced.get(key)).stream())
                .min(Comparator.naturalOrder());
    }

    /** Whether the manifest is signed by the newest: an older one may have been replaced because somebody else has it. */
    void expect(String signer, Findings findings) {
        String newest = keys.get(keys.size() - 1);
        if (!signer.equals(newest)) {
            String end =
                    keys.contains(signer) ? ", the last that you named: it is from before that key, or forged." : ".";
            findings.add("manifest.json is signed by the key " + signer + ", and not by " + newest + end);
        }
    }

    /** Warns of heads by keys that may be somebody else's. */
    void warn(Heads heads, Findings warnings) {
        warnOfOthers(heads.signers(), warnings);
        for (String key : keys) {
            replaced(key).ifPresent(at -> {
                long late = heads.count(key, at.plus(OVERLAP));
                if (late > 0) {
                    warnings.add(number(late) + " signed by the key " + key + " over an hour after it was replaced, at "
                            + at + ".");
                }
            });
        }
    }

    /** When a newer key was introduced; empty if there is none, or the line has gone back to this one. */
    private Optional<Instant> replaced(String key) {
        Instant since = introduced.getOrDefault(key, Instant.MIN);
        return first(keys.subList(keys.indexOf(key) + 1, keys.size())).filter(since::isBefore);
    }

    /** The database lists the keys, so its owner can add one and sign heads with it. */
    private void warnOfOthers(List<Signer> signers, Findings warnings) {
        String other = isNamed
                ? ": not a key that you named."
                : ": neither the key that signed the extract, nor one that it replaced.";
        signers.stream()
                .filter(signer -> !keys.contains(signer.key()))
                .forEach(signer -> warnings.add(number(signer.heads()) + " signed by the key " + signer.key()
                        + signer.since().map(since -> ", since " + since).orElse("") + other));
    }

    private static String number(long heads) {
        return heads + (heads == 1 ? " head is" : " heads are");
    }
}
