package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private static final Manifest DUMPED = manifest(
            Map.of("public.a", new TableChecksum(2, "17")), Map.of("public.s", "7 given"), Map.of("indexes", 3L));

    @Test
    void hasNoDifferencesFromWhatIsTheSame() {
        assertThat(DUMPED.differences(DUMPED)).isEmpty();
    }

    @Test
    void findsRowsThatAreOthers() {
        Manifest other = manifest(
                Map.of("public.a", new TableChecksum(2, "18")), Map.of("public.s", "7 given"), Map.of("indexes", 3L));
        assertThat(DUMPED.differences(other))
                .containsExactly(
                        "the table public.a of the database shop differs: 2 rows (17) were dumped, 2 rows (18) are restored");
    }

    @Test
    void findsWhatIsMissingAndWhatWasNotDumped() {
        Manifest other = manifest(Map.of("public.b", new TableChecksum(0, "0")), Map.of(), Map.of("indexes", 2L));
        assertThat(DUMPED.differences(other))
                .containsExactly(
                        "the table public.a of the database shop is missing",
                        "the table public.b of the database shop was not dumped",
                        "the sequence public.s of the database shop is missing",
                        "the number of indexes of the database shop differs: 3 were dumped, 2 are restored");
    }

    @Test
    void isReadAsItWasWritten(@TempDir Path folder) throws IOException {
        DUMPED.write(folder.resolve("shop.json"));
        assertThat(Manifest.read(folder.resolve("shop.json"))).isEqualTo(DUMPED);
        assertThat(DUMPED.rows()).isEqualTo(2);
    }

    private static Manifest manifest(
            Map<String, TableChecksum> tables, Map<String, String> sequences, Map<String, Long> objects) {
        return new Manifest("shop", new TreeMap<>(tables), new TreeMap<>(sequences), new TreeMap<>(objects));
    }
}
