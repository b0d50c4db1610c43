package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.text.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Splits archives into batches: those of a service are in as few as may be, for each of which its deployments are read. */
final class ArchiveBatches {
    private ArchiveBatches() {}

    /**
     * All of these archives, once each.
     *
     * @param services a service of each archive, if it is known
     * @param most how many are in a batch
     */
    static List<List<Digest>> of(Collection<Digest> archives, Map<Digest, String> services, int most) {
        List<Digest> sorted = archives.stream()
                .sorted(Comparator.comparing((Digest archive) -> services.getOrDefault(archive, ""))
                        .thenComparing(Digest::text))
                .toList();
        List<List<Digest>> batches = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += most) {
            batches.add(sorted.subList(from, Math.min(from + most, sorted.size())));
        }
        return batches;
    }
}
