package dev.slipway.line.audit;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that are taken for the line's: those that were named, or else the one that signed the extract and those that it replaced. */
final class LineKeys {
    private final List<String> keys;
    private final boolean isNamed;
    private final Map<String, Instant> introduced;

    /**
     * The keys of an extract.
     *
     * @param named their fingerprints; empty if none was named
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
    static Map<String, Instant> introduced(Lines rows) throws IOException {
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
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(introduced.get(key)).stream())
                .min(Comparator.naturalOrder());
    }

    /** Whether the manifest is signed by one of them. */
    void expect(String signer, Findings findings) {
        if (isForeign(signer)) {
            findings.add("manifest.json is signed by the key " + signer + ", and not by " + String.join(" or ", keys)
                    + ".");
        }
    }

    /** The database lists the keys, so its owner can add one and sign heads with it. */
    void warn(List<Signer> signers, Findings warnings) {
        String other = isNamed
                ? ": not a key that you named."
                : ": neither the key that signed the extract, nor one that it replaced.";
        signers.stream()
                .filter(signer -> !keys.contains(signer.key()))
                .forEach(signer -> warnings.add(heads(signer.heads()) + " signed by the key " + signer.key()
                        + signer.since().map(since -> ", since " + since).orElse("") + other));
    }

    private static String heads(long number) {
        return number + (number == 1 ? " head is" : " heads are");
    }
}
