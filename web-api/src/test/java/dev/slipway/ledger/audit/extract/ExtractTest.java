package dev.slipway.ledger.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import dev.slipway.ledger.platform.dsse.SigningKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExtractTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    /** The head before a part of the chain shows that its rows were not there yet, whatever they say. */
    @Test
    void hasTheHeadsOfItsPartsAndTheOneBeforeEach() {
        Extract extract = Extract.of(
                new Period(DAY, DAY),
                "auditor",
                Instant.parse("2026-11-24T10:13:00Z"),
                SigningKey.of("secret"),
                60,
                new Segment(40, 60),
                Map.of(SealedTable.POLICY, new TreeSet<>(List.of(3L, 22L))),
                new TreeSet<>(List.of(5L, 10L, 20L, 30L, 40L, 50L, 60L)));
        assertThat(extract.segments()).containsExactly(new Segment(3, 5), new Segment(22, 30), new Segment(40, 60));
        assertThat(extract.signed()).containsExactly(5L, 20L, 30L, 40L, 50L, 60L);
    }
}
