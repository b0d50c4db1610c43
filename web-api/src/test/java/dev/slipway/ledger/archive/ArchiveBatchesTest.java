package dev.slipway.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchiveBatchesTest {
    private static final Digest A = digest("a");
    private static final Digest B = digest("b");
    private static final Digest C = digest("c");
    private static final Digest D = digest("d");
    private static final Digest E = digest("e");

    private static Digest digest(String text) {
        return Digest.ofHex(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsThoseOfAServiceTogether() {
        Map<Digest, String> services = Map.of(A, "shop", B, "pay", C, "shop", D, "pay");
        assertThat(ArchiveBatches.of(List.of(A, B, C, D), services, 2))
                .satisfiesExactly(
                        pay -> assertThat(pay).containsExactlyInAnyOrder(B, D),
                        shop -> assertThat(shop).containsExactlyInAnyOrder(A, C));
    }

    @Test
    void leavesOutNone() {
        List<List<Digest>> batches = ArchiveBatches.of(List.of(A, B, C, D, E), Map.of(C, "shop"), 2);
        assertThat(batches).extracting(List::size).containsExactly(2, 2, 1);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrder(A, B, C, D, E);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(ArchiveBatches.of(List.of(), Map.of(), 2)).isEmpty();
    }
}
